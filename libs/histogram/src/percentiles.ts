import { numberAt } from './buckets';
import { outermostBucket } from './extremes';
import { bucketEstimate } from './mapping';
import type { HistogramState } from './state';
import { type7 } from './type7';

/** What is shown of a distribution; all in ms but `n`, all null when `n` is 0. */
export interface Percentiles {
  readonly n: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Type 7 quantile in ms, `q` from 0 to 1: within 1 % of the exact one, null when the histogram is empty. */
export function quantile(h: HistogramState, q: number): number | null {
  return type7(h.n, q, valuesOf(h));
}

/** The usual percentiles with their `n` and extremes. */
export function percentiles(h: HistogramState): Percentiles {
  const { n } = h;
  const valueAt = valuesOf(h);
  const min = type7(n, 0, valueAt);
  const p50 = type7(n, 0.5, valueAt);
  const p90 = type7(n, 0.9, valueAt);
  const p95 = type7(n, 0.95, valueAt);
  const p99 = type7(n, 0.99, valueAt);
  return { n, p50, p90, p95, p99, min, max: type7(n, 1, valueAt) };
}

/**
 * Tells the value at a rank. Ranks that rise, or nearly so, are found in one walk over the buckets. The first and last
 * value are exact while they are known; between them the bucket answers, never beyond them.
 */
function valuesOf(h: HistogramState): (rank: number) => number {
  const { n, buckets } = h;
  if (n === 0) return () => NaN;
  const min = h.min ?? bucketEstimate(outermostBucket(h, 'min'));
  const max = h.max ?? bucketEstimate(outermostBucket(h, 'max'));
  const last = buckets.length - 2;
  let [place, below] = [0, 0];
  let [toldOf, told] = [-1, NaN];
  return (rank) => {
    if (rank === 0) return min;
    if (rank === n - 1) return max;
    if (rank < below) [place, below] = [0, 0];
    while (place < last && rank >= below + numberAt(buckets, place + 1)) {
      below += numberAt(buckets, place + 1);
      place += 2;
    }
    if (place !== toldOf) told = Math.min(max, Math.max(min, bucketEstimate(numberAt(buckets, place))));
    toldOf = place;
    return told;
  };
}
