import type { CostComponent } from '@callscope/call-events';
import {
  type ComponentCost,
  costSummary,
  HEADLINE_STAGES,
  type HeadlineStage,
  type StageStats,
  type Stats,
  weaker,
} from '@callscope/call-state';
import { type HistogramState, percentiles, RELATIVE_ERROR } from '@callscope/histogram';
import { costs, meanMs } from './additive';
import type { AggregatesRow, CostTotals, Counts } from './aggregates.read-model';

/** The totals as they are shown, as of a position and a moment (epoch ms). */
export function statsOf(row: AggregatesRow, asOf: Stats['as_of']): Stats {
  const { ended, directions, turns } = row;
  const total = sum(ended);
  const active = sum(row.active);
  const completedTurns = turns['completed'] ?? 0;
  return {
    as_of: asOf,
    calls: {
      total: total + active,
      completed: (ended['completed'] ?? 0) + (ended['voicemail'] ?? 0),
      failed: (ended['failed'] ?? 0) + (ended['canceled'] ?? 0),
      no_answer: (ended['no_answer'] ?? 0) + (ended['busy'] ?? 0),
      timed_out: ended['timed_out'] ?? 0,
      active,
      inbound: directions['inbound'] ?? 0,
      outbound: directions['outbound'] ?? 0,
    },
    duration_ms: { avg: meanMs(row.duration) },
    turns: { completed: completedTurns, interrupted: turns['interrupted'] ?? 0 },
    latency: byStage((stage) => stageStats(row.latency[stage], completedTurns)),
    cost: costSummary(addedUp(row.ended_costs, row.active_costs)),
  };
}

/** Money of many calls, in the shape of one call's. */
export function costsOfTotals(totals: CostTotals): Map<CostComponent, ComponentCost> {
  const entries = Object.entries(totals) as [CostComponent, NonNullable<CostTotals[CostComponent]>][];
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

function addedUp(a: CostTotals, b: CostTotals): Map<CostComponent, ComponentCost> {
  return costsOfTotals(costs(costs({}, costsOfTotals(a), 1), costsOfTotals(b), 1));
}

function stageStats(histogram: HistogramState, completedTurns: number): StageStats {
  const { n } = histogram;
  return {
    ...percentiles(histogram),
    coverage: completedTurns === 0 ? 0 : n / completedTurns,
    relative_error: RELATIVE_ERROR,
  };
}

function byStage<T>(of: (stage: HeadlineStage) => T): Record<HeadlineStage, T> {
  return Object.fromEntries(HEADLINE_STAGES.map((stage) => [stage, of(stage)])) as Record<HeadlineStage, T>;
}
