import type { StoredEvent } from '@callscope/call-events';

/** Where the views get their events from: the log, read page by page. */
export interface EventSource {
  /**
   * Events with a position above `after` and up to `upTo`, in order, at most `limit` and fewer where they are large; of
   * these types, or of all. `isLast`: nothing more of them follows up to `upTo`.
   */
  page(
    after: number,
    upTo: number,
    limit: number,
    types: readonly string[] | null,
  ): { readonly events: readonly StoredEvent[]; readonly isLast: boolean };
}
