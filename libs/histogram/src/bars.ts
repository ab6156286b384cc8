import { numberAt } from './buckets';
import { bucketEdges } from './mapping';
import type { HistogramState } from './state';

/** One bar of a drawing: `n` values above `from_ms`, up to and including `to_ms`. */
export interface Bar {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly n: number;
}

/** The filled buckets, shortest durations first. The first bar is 0 to {@link FLOOR_MS} when there are zeros. */
export function bucketsOf(h: HistogramState): Bar[] {
  const bars: Bar[] = [];
  for (let place = 0; place < h.buckets.length; place += 2) {
    const { from, to } = bucketEdges(numberAt(h.buckets, place));
    bars.push({ from_ms: from, to_ms: to, n: numberAt(h.buckets, place + 1) });
  }
  return bars;
}
