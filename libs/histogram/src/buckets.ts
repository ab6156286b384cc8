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
  const count = countAfter(index, countAt(buckets, place, index), change);
  const copy = buckets.slice();
  writeBucket(copy, place, index, count);
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

/** The count with `change`. Throws a RangeError when more is taken than there is. */
export function countAfter(index: number, count: number, change: number): number {
  if (count + change >= 0) return count + change;
  throw new RangeError(`cannot remove ${-change} from histogram bucket ${index}: it holds ${count}`);
}

/**
 * Place of the bucket in the row, or where it belongs when it is not there. Indexes are whole and rise, so as many
 * buckets can lie below as there are whole numbers down to the first, and as many above as up to the last. Where
 * durations are dense these two bounds meet, and the binary search between them has nothing left to do.
 */
export function placeOf(buckets: Buckets, index: number): number {
  if (buckets.length === 0 || index <= lowestBucket(buckets)) return 0;
  const last = buckets.length / 2 - 1;
  const above = highestBucket(buckets) - index;
  if (above < 0) return buckets.length;
  let low = Math.max(0, last - above);
  let high = Math.min(last, index - lowestBucket(buckets));
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberAt(buckets, middle * 2) < index) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

/** What the bucket holds; `place` is where it is or would be. */
export function countAt(buckets: Buckets, place: number, index: number): number {
  return place < buckets.length && buckets[place] === index ? numberAt(buckets, place + 1) : 0;
}

/** Makes the bucket hold `count`, in place; one that holds nothing is gone. */
export function writeBucket(row: number[], place: number, index: number, count: number): void {
  const present = place < row.length && row[place] === index;
  if (present && count === 0) {
    closePlace(row, place);
    return;
  }
  if (!present) openPlace(row, place);
  row[place] = index;
  row[place + 1] = count;
}

/** Number by number: `splice` answers a list each time, and most rows are short. */
function openPlace(row: number[], place: number): void {
  row.push(0, 0);
  for (let to = row.length - 1; to > place + 1; to -= 1) row[to] = numberAt(row, to - 2);
}

function closePlace(row: number[], place: number): void {
  for (let to = place; to < row.length - 2; to += 1) row[to] = numberAt(row, to + 2);
  // By `length` the room would be given back, and be asked for again by the next value.
  row.pop();
  row.pop();
}
