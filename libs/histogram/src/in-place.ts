import { countAfter, countAt, highestBucket, lowestBucket, placeOf, writeBucket } from './buckets';
import { extremeWithout } from './extremes';
import type { PreparedValue } from './prepared';
import { exactCount, settleExtremes, type WritableHistogram } from './state';

/**
 * What `add` does to a state, done to this one. The rule for the extremes is said here once more for the one value,
 * because this runs millions of times a second: a settled histogram with one value more is settled already, and an
 * extreme is written only when it moves, which spares the number a box on the heap.
 */
export function putIn(h: WritableHistogram, { value, index }: PreparedValue): void {
  const n = exactCount(h.n + 1);
  const { buckets } = h;
  if (n === 1) {
    h.min = h.max = value;
  } else {
    if (h.min === null ? index < lowestBucket(buckets) : value < h.min) h.min = value;
    if (h.max === null ? index > highestBucket(buckets) : value > h.max) h.max = value;
  }
  const place = placeOf(buckets, index);
  writeBucket(buckets, place, index, countAt(buckets, place, index) + 1);
  h.n = n;
}

/** What `remove` does to a state, done to this one. A refusal comes before the first change. */
export function takeOut(h: WritableHistogram, { value, index }: PreparedValue): void {
  const { buckets } = h;
  const place = placeOf(buckets, index);
  const count = countAfter(index, countAt(buckets, place, index), -1);
  const min = extremeWithout(h, value, index, 'min');
  const max = extremeWithout(h, value, index, 'max');
  writeBucket(buckets, place, index, count);
  h.min = min;
  h.max = max;
  h.n -= 1;
  settleExtremes(h);
}
