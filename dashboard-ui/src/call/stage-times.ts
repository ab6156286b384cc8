import type { Turn } from '@callscope/call-state';
import { STAGES, type Part } from '../charts/stages';
import { waterfall } from '../charts/waterfall';
import { LONG_LATENCY_MS } from '../format/quantity';

export interface StageTimes {
  readonly stage: 'response' | Part;
  /** Of completed turns, ascending: the values that the percentiles are of. */
  readonly counted: readonly number[];
  /** Of turns that were cut off or given up: drawn, counted nowhere. */
  readonly aside: readonly number[];
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface WhereTimeWent {
  /** What callers waited for in all turns with a response, and how many these are. */
  readonly waited_ms: number;
  readonly turns: number;
  /** Shares of it, 0 to 1, in the order in which the stages happen. */
  readonly shares: readonly { readonly part: Part; readonly from: number; readonly share: number }[];
  readonly stages: readonly StageTimes[];
}

const PARTS: readonly Part[] = [...STAGES, 'unattributed'];

/** Type 7, as the service computes the percentiles of one call; `sorted` ascending. */
export function percentileOf(sorted: readonly number[], p: number): number | null {
  const rank = (sorted.length - 1) * p;
  const low = sorted[Math.floor(rank)];
  const high = sorted[Math.ceil(rank)];
  return low === undefined || high === undefined ? null : low + (high - low) * (rank - Math.floor(rank));
}

export function whereTimeWent(turns: readonly Turn[]): WhereTimeWent {
  const charts = turns.map((turn) => ({ turn, chart: waterfall(turn.latency) }));
  const answered = charts.flatMap(({ chart }) => (chart?.response_ms == null ? [] : [chart]));
  const waited_ms = answered.reduce((sum, chart) => sum + chart.total_ms, 0);

  let from = 0;
  const shares = PARTS.map((part, index) => {
    const ms = answered.reduce((sum, { segments }) => sum + lengthOf(segments[index]), 0);
    const share = waited_ms > 0 ? ms / waited_ms : 0;
    const placed = { part, from, share };
    from += share;
    return placed;
  });

  const stages = (['response', ...PARTS] as const).map((stage): StageTimes => {
    const told = charts.flatMap(({ turn, chart }) => {
      const ms =
        stage === 'response' ? chart?.response_ms : chart?.segments.find(({ part }) => part === stage)?.measured_ms;
      return ms == null || ms > LONG_LATENCY_MS ? [] : [{ ms, counts: turn.outcome === 'completed' }];
    });
    const of = (counts: boolean): number[] =>
      told.flatMap((each) => (each.counts === counts ? [each.ms] : [])).sort((a, b) => a - b);
    const counted = of(true);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((p) => percentileOf(counted, p));
    return { stage, counted, aside: of(false), p50: p50 ?? null, p95: p95 ?? null, p99: p99 ?? null };
  });
  return { waited_ms, turns: answered.length, shares, stages };
}

function lengthOf(segment: { readonly from_ms: number; readonly to_ms: number } | undefined): number {
  return segment === undefined ? 0 : segment.to_ms - segment.from_ms;
}
