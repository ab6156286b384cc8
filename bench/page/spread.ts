import { round } from '../views/latency';

/** How durations lie, in ms. */
export interface Spread {
  readonly n: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
}

export const SPREAD_COLUMNS = ['n', 'p50', 'p95', 'p99', 'max'] as const;

export function spreadOf(durations: readonly number[]): Spread {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { n: sorted.length, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), max_ms: at(1) };
}

export function cellsOf({ n, ...times }: Spread): string[] {
  return [String(n), ...Object.values(times).map((ms) => ms.toFixed(1))];
}
