import type { CommitResult, Erasure } from './log-writer';
import type { EventRow } from '../encoding/event-row';
import type { TrimOutcome, TrimRequest } from '../trimming';
import type { Renewal } from './renewal';

/** What the main thread asks of the writer thread: each request is answered by one reply, in order. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly rows: readonly EventRow[] }
  /** `tell`: with the event that says so. */
  | { readonly kind: 'erase'; readonly callId: string; readonly tell?: boolean }
  | { readonly kind: 'scrub' }
  | { readonly kind: 'give-back'; readonly bytes: number }
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
  /** `ms`: what the transaction took. */
  | ({ readonly kind: 'committed'; readonly ms: number } & CommitResult)
  | ({ readonly kind: 'erased' } & Erasure)
  | { readonly kind: 'made-room'; readonly bytes: number }
  | { readonly kind: 'trimmed'; readonly result: TrimOutcome }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'closed' };

export interface WriterOptions {
  readonly folder: string;
}
