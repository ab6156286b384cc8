import type { RefusedLine } from './refused-line';

/** One thing to send, and the line that it stands in. */
export interface Item {
  readonly file?: string;
  readonly line: number;
  readonly bytes: Uint8Array;
}

/** What is sent, and counted as done, together. */
export interface Batch<Place> {
  readonly items: readonly Item[];
  /** What was found unreadable among them. */
  readonly refused: readonly RefusedLine[];
  /** All before it is done once this batch is. */
  readonly end: Place;
  /** How much of the whole is done then, in the unit of the source. */
  readonly done: number;
}

/** Where to read from, a batch at a time. */
export interface Source<Place> {
  /** In what unit `total` and `Batch.done` count; null when the total cannot be known. */
  readonly total: number | null;
  /** @param signal ends the wait for what may never come. */
  batches(signal: AbortSignal): AsyncIterable<Batch<Place>>;
}

/** What became of the items of a batch. */
export interface Sent {
  /** Taken, whether they were new or not. */
  readonly taken: number;
  /** Those of them that the service had already; null where it does not say. */
  readonly duplicates: number | null;
  readonly refused: readonly RefusedLine[];
  /** Turns in them, where that is the better measure of how much it was. */
  readonly turns?: number;
}

export type Send = (items: readonly Item[], signal: AbortSignal) => Promise<Sent>;
