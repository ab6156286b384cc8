import type { CommitResult } from './log-writer';
import type { EventRow } from './row-codec';

/** What the main thread asks of the writer thread: one request at a time, each answered by one reply. */
export type WriterRequest =
  { readonly kind: 'commit'; readonly rows: readonly EventRow[] } | { readonly kind: 'close' };

export type WriterReply =
  | { readonly kind: 'ready'; readonly logId: string; readonly head: number }
  | ({ readonly kind: 'committed' } & CommitResult)
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'closed' };

export interface WriterOptions {
  readonly file: string;
}
