import type { CommitResult } from './log-writer';
import type { EventRow } from '../encoding/event-row';
import type { TrimOutcome, TrimRequest } from '../trimming';
import type { Renewal } from './renewal';

/** What the main thread asks of the writer thread: each request is answered by one reply, in order. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly rows: readonly EventRow[] }
  | { readonly kind: 'erase'; readonly callId: string }
  | { readonly kind: 'trim'; readonly request: TrimRequest }
  | { readonly kind: 'close' };

/** What was learned when the log was opened. */
export interface Opening {
  readonly logId: string;
  readonly head: number;
  readonly renewal: Renewal | null;
  /** Milliseconds that the disk takes to make a small write durable. */
  readonly syncMs: number;
}

export type WriterReply =
  | ({ readonly kind: 'ready' } & Opening)
  | { readonly kind: 'damaged'; readonly reason: string; readonly copy: string | null }
  | ({ readonly kind: 'committed' } & CommitResult)
  | { readonly kind: 'erased'; readonly events: number }
  | { readonly kind: 'trimmed'; readonly result: TrimOutcome }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'closed' };

export interface WriterOptions {
  readonly folder: string;
}
