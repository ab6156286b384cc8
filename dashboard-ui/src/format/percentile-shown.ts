/** Below this many turns a p95 says more than it knows: p50 is shown instead. */
export const TURNS_FOR_P95 = 10;

export interface ShownPercentile {
  readonly name: 'p50' | 'p95';
  readonly ms: number;
  readonly p50: number;
  readonly n: number;
}

interface Summary {
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

/** The one percentile that may stand for a call or a window; `null` when nothing was measured. */
export function shownPercentile({ n, p50, p95 }: Summary): ShownPercentile | null {
  if (n === 0 || p50 === null) return null;
  return n >= TURNS_FOR_P95 && p95 !== null ? { name: 'p95', ms: p95, p50, n } : { name: 'p50', ms: p50, p50, n };
}
