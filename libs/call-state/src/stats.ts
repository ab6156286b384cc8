import { type CostSummary, HEADLINE_STAGES, type HeadlineStage } from './call-row';

/** The stages that are told of all calls of a window together. Of a part of them, the headline ones are. */
export const STATS_STAGES = ['endpoint_ms', ...HEADLINE_STAGES] as const;
export type StatsStage = (typeof STATS_STAGES)[number];

/** Percentiles over all completed turns of a window, in ms. `coverage` = n / completed turns, 0 to 1. */
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
  /** Values over 60 000 ms: broken measurements, outside of all the other figures. */
  readonly over_60s: number;
  /** How many values lie above `from_ms`, up to and including `to_ms`; only when asked for. */
  readonly histogram?: readonly { readonly from_ms: number; readonly to_ms: number; readonly n: number }[];
}

/** The figures of some set of calls. Money USD, durations ms. */
export interface StatsTotals {
  readonly calls: {
    readonly total: number;
    /** Completed and voicemail. */
    readonly completed: number;
    /** Failed, busy and canceled. */
    readonly failed: number;
    readonly no_answer: number;
    readonly timed_out: number;
    readonly active: number;
    readonly inbound: number;
    readonly outbound: number;
  };
  readonly duration_ms: { readonly avg: number | null; readonly p50: number | null; readonly p95: number | null };
  readonly turns: { readonly completed: number; readonly interrupted: number };
  readonly latency: Readonly<Record<HeadlineStage, StageStats>>;
  readonly cost: CostSummary;
}

/** The figures of all calls of a window. */
export interface WindowTotals extends StatsTotals {
  readonly latency: Readonly<Record<StatsStage, StageStats>>;
}

/** One bucket of a series; `at` is its beginning, epoch ms. */
export interface StatsBucket {
  readonly at: number;
  readonly calls: number;
  readonly cost_usd: number | null;
  readonly response_ms: Pick<StageStats, 'n' | 'p50' | 'p95' | 'p99'>;
  /**
   * The most calls that were active at once, counted in whole seconds: a call is active from the second in which it was
   * initiated or began until the one in which it ended, and for one at least. A call that goes on through all of the
   * bucket is in it, so that there are buckets in which nothing else happened.
   */
  readonly active_peak: number;
}

/** The figures of the calls whose agent, mode, carrier or direction is `value`; null where it is not known. */
export interface StatsGroup extends StatsTotals {
  readonly value: string | null;
}

/** `stats` of contract §3. */
export interface Stats extends WindowTotals {
  readonly as_of: { readonly position: number; readonly at: number };
  /** Epoch ms, whole minutes; null bounds for the window of all time. */
  readonly window: { readonly from: number | null; readonly to: number | null; readonly bucket_ms: number };
  readonly series: readonly StatsBucket[];
  readonly groups?: readonly StatsGroup[];
  readonly previous?: Pick<WindowTotals, 'calls' | 'latency' | 'cost'>;
}
