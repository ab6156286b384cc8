const STEPS = [500, 1000, 2000, 3000, 5000, 8000, 12_000, 20_000, 30_000, 60_000];

/** The end of the common scale of the table's bars: a round number with some air above, so that it seldom changes. */
export function latencyScale(p95: number | null): number {
  const wanted = (p95 ?? 0) * 1.2;
  return STEPS.find((step) => step >= wanted) ?? 60_000;
}

/** Position on the scale in percent; what lies beyond it stops at its end. */
export function onScale(ms: number, scale: number): number {
  return Math.min(100, Math.max(0, (ms / scale) * 100));
}
