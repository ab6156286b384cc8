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
  return type7(h.n, q, (rank) => valueAtRank(h, rank));
}

/** The usual percentiles with their `n` and extremes. */
export function percentiles(h: HistogramState): Percentiles {
  return {
    n: h.n,
    p50: quantile(h, 0.5),
    p90: quantile(h, 0.9),
    p95: quantile(h, 0.95),
    p99: quantile(h, 0.99),
    min: quantile(h, 0),
    max: quantile(h, 1),
  };
}

/** The first and last value are exact while they are known; between them the bucket answers, never beyond them. */
function valueAtRank(h: HistogramState, rank: number): number {
  const min = h.min ?? bucketEstimate(outermostBucket(h, 'min'));
  const max = h.max ?? bucketEstimate(outermostBucket(h, 'max'));
  if (rank === 0) return min;
  if (rank === h.n - 1) return max;
  return Math.min(max, Math.max(min, bucketEstimate(bucketOfRank(h, rank))));
}

function bucketOfRank(h: HistogramState, rank: number): number {
  let below = 0;
  for (let place = 0; place < h.buckets.length; place += 2) {
    below += numberAt(h.buckets, place + 1);
    if (below > rank) return numberAt(h.buckets, place);
  }
  return outermostBucket(h, 'max');
}
