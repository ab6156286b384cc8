import { highestBucket, lowestBucket } from './buckets';
import type { HistogramState } from './state';

/** The end of the distribution that is spoken of; one rule serves both. */
export type Side = 'min' | 'max';

/** Index of the filled bucket at that end of a histogram with values. */
export function outermostBucket(h: HistogramState, side: Side): number {
  return side === 'min' ? lowestBucket(h.buckets) : highestBucket(h.buckets);
}

/** Extreme in ms of both together, null when it is not known exactly. */
export function joinedExtreme(a: HistogramState, b: HistogramState, side: Side): number | null {
  if (a.n === 0) return b[side];
  if (b.n === 0) return a[side];
  return furtherOut(a[side], outermostBucket(a, side), b[side], outermostBucket(b, side), side);
}

/** The extreme that lies further out, of two that may be unknown but whose buckets are known. */
export function furtherOut(
  x: number | null,
  bucketOfX: number,
  y: number | null,
  bucketOfY: number,
  side: Side,
): number | null {
  if (x !== null && y !== null) return isBeyond(x, y, side) ? x : y;
  if (bucketOfX === bucketOfY) return null;
  return isBeyond(bucketOfX, bucketOfY, side) ? x : y;
}

/** Extreme in ms of what stays of `a` without `b`, null when it is not known exactly any more. */
export function remainingExtreme(a: HistogramState, b: HistogramState, side: Side): number | null {
  return b.n === 0 ? a[side] : extremeWithout(a, b[side], outermostBucket(b, side), side);
}

/** Extreme in ms of `a` without values whose own extreme is `y`. Throws a RangeError when `y` cannot be in it. */
export function extremeWithout(a: HistogramState, y: number | null, bucketOfY: number, side: Side): number | null {
  const x = a[side];
  if (x === null) return null;
  if (y !== null && isBeyond(y, x, side)) {
    throw new RangeError(`cannot remove ${y} ms: the histogram's ${side} is ${x} ms`);
  }
  if (a.min === a.max) return x;
  if (y === null) return outermostBucket(a, side) === bucketOfY ? null : x;
  return x === y ? null : x;
}

/** Whether `a` lies further out than `b`. */
function isBeyond(a: number, b: number, side: Side): boolean {
  return side === 'min' ? a < b : a > b;
}
