import { settled, type HistogramState } from './state';

/**
 * The histogram without what its history may have left behind: `min` and `max` are given up (they are then answered
 * from the outermost buckets, within 1 %) unless the buckets alone tell them. Histograms of the same values are the
 * same JSON after this, whatever was added and removed on the way.
 */
export function normalise(h: HistogramState): HistogramState {
  return settled(h.n, null, null, h.buckets.slice());
}
