import { changedBucket, combinedBuckets, lowestBucket } from './buckets';
import { joinedExtreme, remainingExtreme } from './extremes';
import { prepared } from './prepared';
import { emptyHistogram, settled, type HistogramState } from './state';

/** The histogram with a value in ms put in `count` times. */
export function add(h: HistogramState, valueMs: number, count = 1): HistogramState {
  const one = only(valueMs, count);
  const buckets = changedBucket(h.buckets, lowestBucket(one.buckets), count);
  return settled(h.n + count, joinedExtreme(h, one, 'min'), joinedExtreme(h, one, 'max'), buckets);
}

/**
 * The histogram with a value in ms taken out `count` times. The value must be the one that was added, to the last
 * digit. Throws a RangeError, and changes nothing, when the value's bucket holds fewer or the value lies outside of
 * the exact extremes.
 */
export function remove(h: HistogramState, valueMs: number, count = 1): HistogramState {
  const one = only(valueMs, count);
  const buckets = changedBucket(h.buckets, lowestBucket(one.buckets), -count);
  return settled(h.n - count, remainingExtreme(h, one, 'min'), remainingExtreme(h, one, 'max'), buckets);
}

/** All values of both. Order and grouping do not matter. */
export function merge(a: HistogramState, b: HistogramState): HistogramState {
  const buckets = combinedBuckets(a.buckets, b.buckets, 1);
  return settled(a.n + b.n, joinedExtreme(a, b, 'min'), joinedExtreme(a, b, 'max'), buckets);
}

/** The values of `a` without those of `b`. Throws a RangeError when `b` is not part of `a`, as `remove` does. */
export function subtract(a: HistogramState, b: HistogramState): HistogramState {
  const buckets = combinedBuckets(a.buckets, b.buckets, -1);
  return settled(a.n - b.n, remainingExtreme(a, b, 'min'), remainingExtreme(a, b, 'max'), buckets);
}

/** A histogram of one value. */
function only(valueMs: number, count: number): HistogramState {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`a histogram counts in whole numbers >= 1, not ${String(count)}`);
  }
  const { value, index } = prepared(valueMs);
  return settled(count, value, value, [index, count]);
}

/** A histogram of all given values in ms, in any order. */
export function histogramOf(valuesMs: Iterable<number>): HistogramState {
  let h = emptyHistogram();
  for (const value of valuesMs) h = add(h, value);
  return h;
}
