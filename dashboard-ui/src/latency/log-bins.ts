import type { StageStats } from '@callscope/call-state';

/** How many bars a distribution has. */
export const BINS = 56;

/** An axis on which each step is as many times the one before. Ends in ms. */
export interface LogAxis {
  readonly low: number;
  readonly high: number;
}

/** The axis of what was measured: 20 ms to 8 s, longer where a value lies beyond. */
export function logAxis(stages: readonly Pick<StageStats, 'min' | 'max'>[]): LogAxis {
  const least = Math.min(...stages.map(({ min }) => min ?? Infinity));
  const most = Math.max(...stages.map(({ max }) => max ?? 0));
  return {
    low: [20, 5].find((low) => low <= least) ?? 1,
    high: [8_000, 20_000].find((high) => high >= most) ?? 60_000,
  };
}

/** Where on the axis, 0 to 1; what lies beyond stands at its end. */
export function placeOn({ low, high }: LogAxis, ms: number): number {
  return Math.min(1, Math.max(0, Math.log(Math.max(ms, low) / low) / Math.log(high / low)));
}

export function logTicks({ low, high }: LogAxis): number[] {
  const all = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
  return all.filter((ms) => ms > low && ms < high);
}

/** The fine buckets of the service as bars; one that lies across an edge is shared out by its length. */
export function binned(histogram: NonNullable<StageStats['histogram']>, axis: LogAxis): number[] {
  const bins = Array.from({ length: BINS }, () => 0);
  for (const { from_ms, to_ms, n } of histogram) {
    const from = placeOn(axis, from_ms) * BINS;
    const to = placeOn(axis, to_ms) * BINS;
    const last = Math.min(BINS - 1, Math.floor(to));
    for (let bin = Math.min(last, Math.floor(from)); bin <= last; bin++) {
      const share = to > from ? (Math.min(to, bin + 1) - Math.max(from, bin)) / (to - from) : 1;
      bins[bin] = (bins[bin] ?? 0) + n * share;
    }
  }
  return bins;
}
