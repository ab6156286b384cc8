import type { StoredEvent } from '@callscope/call-events';

/** Which of the events one reader wants. */
export interface FeedFilter {
  /** Only those of this call, which the log finds without looking at the others; null for all calls. */
  readonly callId: string | null;
  accepts(event: StoredEvent): boolean;
}
