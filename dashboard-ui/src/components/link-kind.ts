import type { LinkState } from '../feed/live-connection';

/** What the pill says, and in no other place: one word for how much the page can be trusted just now. */
export type LinkKind = LinkState | 'behind' | 'paused' | 'stale';

/** Behind by fewer events than this is no more than the moment between two rounds of telling. */
export const BEHIND_EVENTS = 1_000;

export interface LinkFacts {
  readonly link: LinkState;
  /** The service is of another version than the page. */
  readonly stale: boolean;
  readonly paused: boolean;
  /** Events in the log that the page was not told of. */
  readonly behindEvents: number;
}

/** The gravest first: without a connection it does not matter that the page is old or holds still. */
export function linkKind({ link, stale, paused, behindEvents }: LinkFacts): LinkKind {
  if (link !== 'live') return link;
  if (stale) return 'stale';
  if (paused) return 'paused';
  return behindEvents >= BEHIND_EVENTS ? 'behind' : 'live';
}
