/** How long requests took. */
export interface Latency {
  readonly n: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
}

export function latencyOf(taken: readonly number[]): Latency {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
  return { n: sorted.length, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), max_ms: at(1) };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
