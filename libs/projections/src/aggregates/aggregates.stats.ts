import { COST_BASES, COST_COMPONENTS, type CostComponent } from '@callscope/call-events';
import {
  type ComponentCost,
  costSummary,
  HEADLINE_STAGES,
  type StageStats,
  STATS_STAGES,
  type StatsStage,
  type StatsTotals,
  type WindowTotals,
  weaker,
} from '@callscope/call-state';
import { bucketsOf, emptyHistogram, type HistogramState, percentiles, RELATIVE_ERROR } from '@callscope/histogram';
import type { AggregatesRow, Distribution } from './aggregates.read-model';
import { amountOf, sumOf, wordsOf } from './counts';
import type { Counts } from './open-counts';

/** Totals of all calls as they are shown. `histogram`: with the distribution of each stage, for drawing. */
export function totalsOf(row: AggregatesRow, histogram = false): WindowTotals {
  return figuresOf(row, STATS_STAGES, histogram);
}

/** Totals of some calls: of one agent, mode, carrier or direction. */
export function groupTotalsOf(row: AggregatesRow): StatsTotals {
  return figuresOf(row, HEADLINE_STAGES, false);
}

function figuresOf<Stage extends StatsStage>(row: AggregatesRow, stages: readonly Stage[], histogram: boolean) {
  const { counts } = row;
  const n = (name: string): number => counts[name] ?? 0;
  const active = sumOf(wordsOf(counts, 'active'));
  const durations = percentiles(histogramOf(row, 'duration_ms'));
  const completedTurns = n('turns:completed');
  return {
    calls: {
      total: sumOf(wordsOf(counts, 'ended')) + active,
      completed: n('ended:completed') + n('ended:voicemail'),
      failed: n('ended:failed') + n('ended:busy') + n('ended:canceled'),
      no_answer: n('ended:no_answer'),
      timed_out: n('ended:timed_out'),
      active,
      inbound: n('direction:inbound'),
      outbound: n('direction:outbound'),
    },
    duration_ms: { avg: meanMs(counts, 'duration'), p50: durations.p50, p95: durations.p95 },
    turns: { completed: completedTurns, interrupted: n('turns:interrupted') },
    latency: byStage(stages, (stage) => ({
      ...stageStats(histogramOf(row, stage), completedTurns),
      over_60s: n(`over_60s:${stage}`),
      ...(histogram ? { histogram: bucketsOf(histogramOf(row, stage)) } : {}),
    })),
    cost: costSummary(costsOfCounts(counts, ['ended', 'active'])),
  };
}

export function histogramOf(row: AggregatesRow, name: Distribution): HistogramState {
  return row.histograms[name] ?? emptyHistogram();
}

/** The mean of what `<name>:n` values of `<name>:us` add up to, in ms; null without values. */
export function meanMs(counts: Counts, name: string): number | null {
  const n = counts[`${name}:n`] ?? 0;
  return n === 0 ? null : Number(amountOf(counts, `${name}:us`)) / n / 1_000;
}

/** Money of many calls, in the shape of one call's. */
export function costsOfCounts(
  counts: Counts,
  standings: readonly ('ended' | 'active')[],
): ReadonlyMap<CostComponent, ComponentCost> {
  const costs = new Map<CostComponent, ComponentCost>();
  for (const component of COST_COMPONENTS) {
    const names = standings.map((standing) => `cost:${standing}:${component}`);
    const bases = COST_BASES.filter((basis) => names.some((name) => counts[`${name}:${basis}`] !== undefined));
    const [first, ...more] = bases;
    if (!first) continue;
    const amount = (of: 'nano' | 'savings'): string =>
      names.reduce((sum, name) => sum + amountOf(counts, `${name}:${of}`), 0n).toString();
    costs.set(component, { nano: amount('nano'), savings: amount('savings'), basis: more.reduce(weaker, first) });
  }
  return costs;
}

function stageStats(histogram: HistogramState, completedTurns: number): Omit<StageStats, 'over_60s' | 'histogram'> {
  const { n } = histogram;
  const coverage = completedTurns === 0 ? 0 : n / completedTurns;
  return { ...percentiles(histogram), coverage, relative_error: RELATIVE_ERROR };
}

function byStage<Stage extends StatsStage, T>(stages: readonly Stage[], of: (stage: Stage) => T): Record<Stage, T> {
  return Object.fromEntries(stages.map((stage) => [stage, of(stage)])) as Record<Stage, T>;
}
