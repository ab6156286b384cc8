import type { CostSummary, HeadlineStage } from './call-row';

/** Percentiles over all completed turns of a window. `coverage` = n / completed turns, 0 to 1. */
export interface StageStats {
  readonly n: number;
  readonly coverage: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** The percentiles are within this share of the exact type 7 value. */
  readonly relative_error: number;
}

/** `stats` of contract §3, for the window "all". */
export interface Stats {
  readonly as_of: { readonly position: number; readonly at: number };
  readonly calls: {
    readonly total: number;
    readonly completed: number;
    readonly failed: number;
    readonly no_answer: number;
    readonly timed_out: number;
    readonly active: number;
    readonly inbound: number;
    readonly outbound: number;
  };
  readonly duration_ms: { readonly avg: number | null };
  readonly turns: { readonly completed: number; readonly interrupted: number };
  readonly latency: Readonly<Record<HeadlineStage, StageStats>>;
  readonly cost: CostSummary;
}
