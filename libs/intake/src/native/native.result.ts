import type { RefusalCode } from '../kernel';

/** The exact answer to what was sent: accepted + duplicates + rejected = sent. Contract §1.2. */
export interface NativeResult {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Cursor of the newest of these events in the log, told now or before; null when none of them is in it. */
  readonly position: string | null;
  /** The first 100, in the order of the events. */
  readonly errors: readonly NativeError[];
}

/** Why one of the events was refused. */
export interface NativeError {
  /** Its place among the events that were sent, from 0. */
  readonly index: number;
  /** Its own id, when it gave one that can be an id. */
  readonly id?: string;
  readonly code: RefusalCode;
  /** Path of the field, as `data.latency.stt_ms`. */
  readonly field?: string;
  /** One sentence; never quotes what was sent, which may be personal. */
  readonly message: string;
}

export const MAX_LISTED_ERRORS = 100;

/** Nothing of it is in the log: there was something, and all of it was refused. */
export function allRejected({ accepted, duplicates, rejected }: NativeResult): boolean {
  return rejected > 0 && accepted + duplicates === 0;
}
