import { outermostBucket, type Side } from './extremes';
import { bucketIndex, countable } from './mapping';
import { settled, type HistogramState } from './state';

/**
 * The histogram without what its history may have left behind: `min` and `max` are given up (they are then answered
 * from the outermost buckets, within 1 %) unless the buckets alone tell them. Histograms of the same values are the
 * same JSON after this, whatever was added and removed on the way.
 */
export function normalise(h: HistogramState): HistogramState {
  return settled(h.n, null, null, h.buckets);
}

/** Whether both extremes are exact. When not, the owner of the values may tell them: see `restoreExtremes`. */
export function hasExactExtremes(h: HistogramState): boolean {
  return h.n === 0 || (h.min !== null && h.max !== null);
}

/**
 * The histogram with the extremes in ms that the caller has read from the values themselves: the same JSON as if
 * nothing had ever been removed. Throws a RangeError when the buckets contradict them.
 */
export function restoreExtremes(h: HistogramState, minMs: number, maxMs: number): HistogramState {
  return settled(h.n, checked(h, minMs, 'min'), checked(h, maxMs, 'max'), h.buckets);
}

function checked(h: HistogramState, valueMs: number, side: Side): number {
  const value = countable(valueMs);
  const known = h[side];
  if (h.n === 0 || bucketIndex(value) !== outermostBucket(h, side) || (known !== null && known !== value)) {
    throw new RangeError(`${value} ms cannot be the ${side} of this histogram`);
  }
  return value;
}
