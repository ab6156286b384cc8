import type { StoredEvent } from '@callscope/call-events';

/** Where the views get their events from: the log, read page by page. */
export interface EventSource {
  /** Events with a position above `after` and up to `upTo`, in order, at most `limit`; of these types, or of all. */
  page(after: number, upTo: number, limit: number, types: readonly string[] | null): readonly StoredEvent[];
}
