import type { DeadLetter } from './dead-letters';
import type { ToldError } from './told-error';

/** What the views thread is started with. */
export interface ViewsThreadOptions {
  /** The data folder, with the log and the views file. */
  readonly folder: string;
  readonly logId: string;
  /** Position up to which the log can be read. */
  readonly head: number;
  /** Which projections are made here; the first lane answers queries, too. */
  readonly lane: string;
  /** The other lanes, if they are to be seen from here; their files are there already. */
  readonly beside: readonly string[];
  /** Folders with a folder for each projection. */
  readonly projectionFolders: readonly string[];
}

export type ViewsRequest =
  | { readonly kind: 'grown'; readonly head: number }
  /** As `grown`, and somebody waits for it. */
  | { readonly kind: 'hurry'; readonly head: number }
  /** Calls a method of a class of queries. */
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly queries: string;
      readonly method: string;
      readonly args: unknown[];
    }
  /** Answered when all that was taken in so far is written. */
  | { readonly kind: 'write'; readonly id: number }
  /** Answered with a `TrimRequest` for the log. */
  | { readonly kind: 'plan-trim'; readonly id: number; readonly callIds: readonly string[] }
  /** The log has trimmed these calls, which made this version of its baseline. */
  | { readonly kind: 'trimmed'; readonly id: number; readonly callIds: readonly string[]; readonly version: number }
  /** To the first lane: let go of the file of another lane, and hold back what is asked until `attach`. */
  | { readonly kind: 'release'; readonly id: number; readonly lane: string }
  | { readonly kind: 'attach'; readonly id: number; readonly lane: string }
  /** The new views may take the place of the old ones. */
  | { readonly kind: 'swap'; readonly id: number }
  /** Answered when nothing is left in the files of what the rows no longer say. */
  | { readonly kind: 'wipe'; readonly id: number }
  | { readonly kind: 'close' };

export type ViewsReply =
  | { readonly kind: 'progress'; readonly position: number }
  /** Of the views in the making; those that answer stay where they are. */
  | { readonly kind: 'rebuilding'; readonly position: number }
  /** The views in the making have caught up. */
  | { readonly kind: 'swap-due' }
  | {
      readonly kind: 'swapped';
      readonly position: number;
      readonly deadLetters: readonly (readonly [string, number])[];
    }
  /** `ms`: what the work took, in this thread. */
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown; readonly ms: number }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: ToldError }
  /** Something went wrong that nobody has asked for; it is tried again. */
  | { readonly kind: 'trouble'; readonly error: ToldError }
  | { readonly kind: 'dead-letter'; readonly letter: DeadLetter }
  | {
      readonly kind: 'ready';
      readonly position: number;
      /** Up to where the views in the making stand; null when there are none. */
      readonly rebuilding: number | null;
      readonly names: readonly string[];
      readonly deadLetters: readonly (readonly [string, number])[];
    }
  | { readonly kind: 'closed' };
