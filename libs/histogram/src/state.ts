import { type Buckets, highestBucket, lowestBucket } from './buckets';
import { ZERO_BUCKET } from './mapping';

/**
 * A histogram of durations as plain JSON. Never changed in place: each operation answers a new one, so that a row can
 * be folded purely, a failed fold leaves no half-made row, and a published row can be read while the next is made.
 * The price is the copy of one flat array of small integers, some 0.2 us for a row of 200 buckets.
 *
 * What depends on history: `n` and `buckets` never do, they tell only which values are in. `min` and `max` are
 * either the exact extreme or null; whether they are known may depend on it, because the second smallest value is not
 * kept. Without removals they are always known. Taking out an inner value keeps both; taking out the smallest makes
 * `min` null (the same above) until it follows from the rest again: histogram empty, all values below the floor, one
 * value left, or a new value in a bucket of its own beyond all others. `normalise` and `restoreExtremes` are the two
 * ways to a state that is a function of the values alone.
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

/** Puts a state together and fills in the extremes that follow from the rest, so that equal knowledge is equal JSON. */
export function settled(n: number, min: number | null, max: number | null, buckets: Buckets): HistogramState {
  if (!Number.isSafeInteger(n)) throw new RangeError(`a histogram cannot count ${n} values exactly`);
  if (n === 0) return emptyHistogram();
  const low = lowestBucket(buckets) === ZERO_BUCKET ? 0 : min;
  const high = highestBucket(buckets) === ZERO_BUCKET ? 0 : max;
  return n === 1 ? { n, min: low ?? high, max: high ?? low, buckets } : { n, min: low, max: high, buckets };
}
