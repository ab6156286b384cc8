import { CALL_STATUSES, COST_BASES, COST_COMPONENTS, type CostComponent, DIRECTIONS } from '@callscope/call-events';
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
import { type AggregatesRow, type Distribution, placeOf } from './aggregates.read-model';
import type { Figures } from './bucket';
import { costsTold } from './costs-told';
import { amountIn, amountSlots, slotsOf } from './count-slots';
import { amountOf } from './counts';
import type { Counts } from './open-counts';

const CALLS = {
  ended: slotsOf([...CALL_STATUSES, 'timed_out'].map((status) => `ended:${status}`)),
  completed: slotsOf(['ended:completed', 'ended:voicemail']),
  failed: slotsOf(['ended:failed', 'ended:busy', 'ended:canceled']),
  no_answer: slotsOf(['ended:no_answer']),
  timed_out: slotsOf(['ended:timed_out']),
  active: slotsOf(DIRECTIONS.map((direction) => `active:${direction}`)),
  inbound: slotsOf(['direction:inbound']),
  outbound: slotsOf(['direction:outbound']),
};
const TURNS = { completed: slotsOf(['turns:completed']), interrupted: slotsOf(['turns:interrupted']) };
const DURATION = { place: placeOf('duration_ms'), n: slotsOf(['duration:n']), us: amountSlots(['duration:us']) };
const OVER_60S = new Map(STATS_STAGES.map((stage) => [placeOf(stage), slotsOf([`over_60s:${stage}`])]));

/** Totals of all calls as they are shown. `histogram`: with the distribution of each stage, for drawing. */
export function totalsOf(figures: Figures, histogram = false): WindowTotals {
  return shownOf(figures, STATS_STAGES, histogram);
}

/** Totals of some calls: of one agent, mode, carrier or direction. */
export function groupTotalsOf(figures: Figures): StatsTotals {
  return shownOf(figures, HEADLINE_STAGES, false);
}

function shownOf<Stage extends StatsStage>(figures: Figures, stages: readonly Stage[], histogram: boolean) {
  const { counts } = figures;
  const active = counts.sumOf(CALLS.active);
  const durations = percentiles(figures.histogramAt(DURATION.place) ?? emptyHistogram());
  const durationN = counts.sumOf(DURATION.n);
  const completedTurns = counts.sumOf(TURNS.completed);
  return {
    calls: {
      total: counts.sumOf(CALLS.ended) + active,
      completed: counts.sumOf(CALLS.completed),
      failed: counts.sumOf(CALLS.failed),
      no_answer: counts.sumOf(CALLS.no_answer),
      timed_out: counts.sumOf(CALLS.timed_out),
      active,
      inbound: counts.sumOf(CALLS.inbound),
      outbound: counts.sumOf(CALLS.outbound),
    },
    duration_ms: {
      avg: meanOf(amountIn(counts, DURATION.us), durationN),
      p50: durations.p50,
      p95: durations.p95,
    },
    turns: { completed: completedTurns, interrupted: counts.sumOf(TURNS.interrupted) },
    latency: byStage(stages, (stage) => stageStats(figures, stage, completedTurns, histogram)),
    cost: costSummary(costsTold(counts)),
  };
}

export function histogramOf(row: AggregatesRow, name: Distribution): HistogramState {
  return row.histograms[name] ?? emptyHistogram();
}

/** The mean of what `<name>:n` values of `<name>:us` add up to, in ms; null without values. */
export function meanMs(counts: Counts, name: string): number | null {
  return meanOf(amountOf(counts, `${name}:us`), counts[`${name}:n`] ?? 0);
}

function meanOf(us: number | bigint, n: number): number | null {
  return n === 0 ? null : Number(us) / n / 1_000;
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

function stageStats(figures: Figures, stage: StatsStage, completedTurns: number, histogram: boolean): StageStats {
  const place = placeOf(stage);
  const measured = figures.histogramAt(place) ?? emptyHistogram();
  const { n, p50, p90, p95, p99, min, max } = percentiles(measured);
  const coverage = completedTurns === 0 ? 0 : n / completedTurns;
  const over_60s = figures.counts.sumOf(OVER_60S.get(place) ?? []);
  const stats = { n, p50, p90, p95, p99, min, max, coverage, relative_error: RELATIVE_ERROR, over_60s };
  return histogram ? { ...stats, histogram: bucketsOf(measured) } : stats;
}

function byStage<Stage extends StatsStage, T>(stages: readonly Stage[], of: (stage: Stage) => T): Record<Stage, T> {
  return Object.fromEntries(stages.map((stage) => [stage, of(stage)])) as Record<Stage, T>;
}
