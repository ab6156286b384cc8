import type { CallStatus, Direction, Mode, Providers, AgentRef } from '@callscope/call-events';

/** The five latencies that every list and total shows. All in milliseconds; what each means: docs/glossary.md. */
export const HEADLINE_STAGES = ['response_ms', 'stt_ms', 'llm_ttft_ms', 'tts_ms', 'total_ms'] as const;
export type HeadlineStage = (typeof HEADLINE_STAGES)[number];

/** Percentiles (type 7) over the completed turns of one call. Every value in ms, null where n = 0. */
export interface StageSummary {
  readonly n: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** `summed` where the source adds stages up instead of measuring end to end. */
  readonly method: 'measured' | 'summed' | null;
}

/** Money of one call or of a window, in USD, computed from integer nano-USD. Null = no such cost was reported. */
export interface CostSummary {
  readonly total_usd: number | null;
  readonly stt_usd: number | null;
  readonly llm_usd: number | null;
  readonly tts_usd: number | null;
  readonly telephony_usd: number | null;
  readonly other_usd: number | null;
  readonly savings_usd: number | null;
  /** How sure the money is: the weakest basis among the components. */
  readonly basis: 'billed' | 'vendor_reported' | 'estimated' | null;
}

export type CallFlag = 'implicit_start' | 'timed_out' | 'late_events' | 'clock_skew';

/** One call as lists and streams show it (contract §3). Instants are epoch ms, durations ms; not measured = null. */
export interface CallRow {
  readonly call_id: string;
  readonly status: CallStatus | 'timed_out';
  readonly live: boolean;
  readonly direction: Direction;
  readonly from: string | null;
  readonly to: string | null;
  readonly carrier: string | null;
  readonly mode: Mode | null;
  readonly agent: AgentRef | null;
  readonly providers: Providers | null;
  readonly initiated_at: number | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly duration_ms: number | null;
  readonly turns: { readonly completed: number; readonly interrupted: number };
  readonly latency: Readonly<Record<HeadlineStage, StageSummary>>;
  readonly cost: CostSummary;
  readonly end_reason: string | null;
  readonly flags: readonly CallFlag[];
  /** Position of the newest event of this call. */
  readonly position: number;
}
