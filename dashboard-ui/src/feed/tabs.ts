import type { Frame } from './frame';
import type { LinkState } from './live-connection';

/**
 * What the tabs of one browser say to each other. `leader` tells the leaders apart: a later one has a greater number.
 * Whoever changes this, or the form of `Frame`, raises `FORM`: a tab of an older page may still be open.
 */
export type TabMessage =
  /** To the leader: give me all that you hold; or, say that you are there; or, the reader wants you to try now. */
  | { readonly kind: 'ask'; readonly from: string; readonly what: 'board' | 'sign' | 'retry' }
  | { readonly kind: 'state'; readonly leader: number; readonly state: LinkState }
  | { readonly kind: 'frame'; readonly leader: number; readonly frame: Frame }
  /** The whole board, for one tab that has asked. */
  | { readonly kind: 'board'; readonly leader: number; readonly to: string; readonly frames: readonly Frame[] }
  /** The service has answered the stream, but with no stream. */
  | { readonly kind: 'refused'; readonly leader: number };

const FORM = 1;

/** What tabs share a connection by. */
export interface Tabs {
  readonly locks: Pick<LockManager, 'request'>;
  readonly openChannel: (name: string) => BroadcastChannel;
  readonly isVisible: () => boolean;
}

/** `null` where a browser has no locks, which is so on plain http from another machine: each tab is then on its own. */
export function tabsOfBrowser(): Tabs | null {
  const { locks } = navigator as Partial<Navigator>;
  if (locks === undefined || typeof BroadcastChannel === 'undefined') return null;
  return {
    locks,
    openChannel: (name) => new BroadcastChannel(name),
    isVisible: () => document.visibilityState === 'visible',
  };
}

/** The lock and the channel of one stream: tabs that want another window share another connection. */
export function shareName(url: string): string {
  return `callscope ${FORM} ${url}`;
}
