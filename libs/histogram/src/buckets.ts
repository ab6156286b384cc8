/**
 * Filled buckets as one flat row of numbers: index, count, index, count, ... with indexes rising and counts >= 1.
 * The order is fixed, so equal contents are equal JSON; a lookup is a binary search, a merge one walk over both.
 */
export type Buckets = readonly number[];

/** Number at a place that the caller knows to exist. */
export function numberAt(row: readonly number[], place: number): number {
  return row[place] ?? 0;
}

/** Index of the lowest filled bucket. Asked only where at least one is filled. */
export function lowestBucket(buckets: Buckets): number {
  return numberAt(buckets, 0);
}

/** Index of the highest filled bucket. Asked only where at least one is filled. */
export function highestBucket(buckets: Buckets): number {
  return numberAt(buckets, buckets.length - 2);
}

/** The buckets with `change` (negative to take away) in one of them. */
export function changedBucket(buckets: Buckets, index: number, change: number): number[] {
  const place = placeOf(buckets, index);
  const present = place < buckets.length && buckets[place] === index;
  const count = countAfter(index, present ? numberAt(buckets, place + 1) : 0, change);
  const copy = buckets.slice();
  if (!present) copy.splice(place, 0, index, count);
  else if (count === 0) copy.splice(place, 2);
  else copy[place + 1] = count;
  return copy;
}

/** Both rows together: `sign` 1 adds the counts of `b`, -1 takes them away. */
export function combinedBuckets(a: Buckets, b: Buckets, sign: 1 | -1): number[] {
  const row: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i] ?? Infinity;
    const right = b[j] ?? Infinity;
    const index = Math.min(left, right);
    const own = left === index ? numberAt(a, i + 1) : 0;
    const count = right === index ? countAfter(index, own, sign * numberAt(b, j + 1)) : own;
    if (count > 0) row.push(index, count);
    if (left === index) i += 2;
    if (right === index) j += 2;
  }
  return row;
}

function countAfter(index: number, count: number, change: number): number {
  if (count + change >= 0) return count + change;
  throw new RangeError(`cannot remove ${-change} from histogram bucket ${index}: it holds ${count}`);
}

/** Place of the bucket in the row, or where it belongs when it is not there. */
function placeOf(buckets: Buckets, index: number): number {
  let low = 0;
  let high = buckets.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberAt(buckets, middle * 2) < index) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}
