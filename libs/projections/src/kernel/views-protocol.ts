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
  | { readonly kind: 'close' };

export type ViewsReply =
  | { readonly kind: 'progress'; readonly position: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: ToldError }
  /** Something went wrong that nobody has asked for; it is tried again. */
  | { readonly kind: 'trouble'; readonly error: ToldError }
  | { readonly kind: 'dead-letter'; readonly letter: DeadLetter }
  | {
      readonly kind: 'ready';
      readonly position: number;
      readonly names: readonly string[];
      readonly deadLetters: readonly (readonly [string, number])[];
    }
  | { readonly kind: 'closed' };
