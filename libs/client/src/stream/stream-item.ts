import type { StoredEvent } from '@callscope/call-events';

/** An event of the log. Keep `cursor` once you are done with it, and bring it back as `after`. */
export interface EventItem {
  readonly kind: 'event';
  readonly cursor: string;
  readonly event: StoredEvent;
}

/**
 * The place to go on from could not be honoured: what was read so far may be another history, or some of it was missed.
 * What follows comes after `head`; null when the log is empty. Read anew with `after: 0` what you need whole.
 */
export interface ResetItem {
  readonly kind: 'reset';
  readonly cursor: string;
  /** `log_replaced`, `trimmed`, `in_the_future` or `unreadable`. */
  readonly reason: string;
  readonly head: string | null;
}

export type StreamItem = EventItem | ResetItem;
