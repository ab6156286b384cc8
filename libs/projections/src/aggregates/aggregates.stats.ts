import type { CostComponent } from '@callscope/call-events';
import {
  type ComponentCost,
  costSummary,
  HEADLINE_STAGES,
  type HeadlineStage,
  type StageStats,
  type StatsTotals,
  weaker,
} from '@callscope/call-state';
import { bucketsOf, type HistogramState, percentiles, RELATIVE_ERROR } from '@callscope/histogram';
import { addCosts, meanMs } from './additive';
import type { AggregatesRow, ComponentTotals, CostTotals, Counts } from './aggregates.read-model';

/** Totals as they are shown. `histogram`: with the distribution of each stage, for drawing. */
export function totalsOf(row: AggregatesRow, histogram = false): StatsTotals {
  const { ended, directions, turns } = row;
  const active = sum(row.active);
  const durations = percentiles(row.durations);
  const completedTurns = turns['completed'] ?? 0;
  return {
    calls: {
      total: sum(ended) + active,
      completed: (ended['completed'] ?? 0) + (ended['voicemail'] ?? 0),
      failed: (ended['failed'] ?? 0) + (ended['busy'] ?? 0) + (ended['canceled'] ?? 0),
      no_answer: ended['no_answer'] ?? 0,
      timed_out: ended['timed_out'] ?? 0,
      active,
      inbound: directions['inbound'] ?? 0,
      outbound: directions['outbound'] ?? 0,
    },
    duration_ms: { avg: meanMs(row.duration), p50: durations.p50, p95: durations.p95 },
    turns: { completed: completedTurns, interrupted: turns['interrupted'] ?? 0 },
    latency: byStage((stage) => ({
      ...stageStats(row.latency[stage], completedTurns),
      over_60s: row.over_60s[stage] ?? 0,
      ...(histogram ? { histogram: bucketsOf(row.latency[stage]) } : {}),
    })),
    cost: costSummary(costsOfTotals(addCosts(row.ended_costs, row.active_costs))),
  };
}

/** Money of many calls, in the shape of one call's. */
export function costsOfTotals(totals: CostTotals): Map<CostComponent, ComponentCost> {
  const entries = Object.entries(totals) as [CostComponent, ComponentTotals][];
  return new Map(
    entries.map(([component, { nano, savings, by_basis: byBasis }]) => {
      const bases = Object.keys(byBasis) as ComponentCost['basis'][];
      return [component, { nano, savings, basis: bases.reduce(weaker) }];
    }),
  );
}

export function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}

function stageStats(histogram: HistogramState, completedTurns: number): Omit<StageStats, 'over_60s' | 'histogram'> {
  const { n } = histogram;
  const coverage = completedTurns === 0 ? 0 : n / completedTurns;
  return { ...percentiles(histogram), coverage, relative_error: RELATIVE_ERROR };
}

function byStage<T>(of: (stage: HeadlineStage) => T): Record<HeadlineStage, T> {
  return Object.fromEntries(HEADLINE_STAGES.map((stage) => [stage, of(stage)])) as Record<HeadlineStage, T>;
}
