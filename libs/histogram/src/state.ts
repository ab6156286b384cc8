import { type Buckets, highestBucket, lowestBucket } from './buckets';
import { ZERO_BUCKET } from './mapping';

/**
 * A histogram of durations as plain JSON. The functions of this library never change one in place: each answers a new
 * one, so that a failed fold leaves no half-made row, and a published row can be read while the next is made. What is
 * changed in place is a `HistogramDraft`, by its one owner.
 *
 * What depends on history: `n` and `buckets` never do, they tell only which values are in. `min` and `max` are
 * either the exact extreme or null; whether they are known may depend on it, because the second smallest value is not
 * kept. Without removals they are always known. Taking out an inner value keeps both; taking out the smallest makes
 * `min` null (the same above) until it follows from the rest again: histogram empty, all values below the floor, one
 * value left, or a new value in a bucket of its own beyond all others. Merging adds nothing to this: no order and no
 * grouping changes the whole, whose extreme is unknown where it is unknown in a part that reaches into the outermost
 * bucket. `normalise` is the way to a state that is a function of the values alone.
 */
export interface HistogramState {
  /** Number of values, those that count as zero included. */
  readonly n: number;
  /** Smallest value in ms, exact; null when empty, or when removals have hidden it. */
  readonly min: number | null;
  /** Largest value in ms, exact; null when empty, or when removals have hidden it. */
  readonly max: number | null;
  /** Bucket 0 is the counter of zeros. */
  readonly buckets: Buckets;
}

/** A histogram without values. */
export function emptyHistogram(): HistogramState {
  return { n: 0, min: null, max: null, buckets: [] };
}

/** A state that its only owner writes to. */
export interface WritableHistogram {
  n: number;
  min: number | null;
  max: number | null;
  buckets: number[];
}

/** Puts a state together and fills in the extremes that follow from the rest, so that equal knowledge is equal JSON. */
export function settled(n: number, min: number | null, max: number | null, buckets: Buckets): HistogramState {
  const h = { n: exactCount(n), min, max, buckets: n === 0 ? [] : buckets };
  settleExtremes(h);
  return h;
}

/** Fills in, in place, the extremes that follow from the rest. */
export function settleExtremes(h: Omit<WritableHistogram, 'buckets'> & Pick<HistogramState, 'buckets'>): void {
  if (h.n === 0) {
    h.min = h.max = null;
    return;
  }
  if (lowestBucket(h.buckets) === ZERO_BUCKET) h.min = 0;
  if (highestBucket(h.buckets) === ZERO_BUCKET) h.max = 0;
  if (h.n === 1) h.min = h.max = h.min ?? h.max;
}

/** The number of values, refused where a number would begin to skip some. */
export function exactCount(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`a histogram cannot count ${n} values exactly`);
  return n;
}
