import type { CostBasis, CostComponent, NanoSum } from '@callscope/call-events';
import { HEADLINE_STAGES, type HeadlineStage } from '@callscope/call-state';
import { emptyHistogram, type HistogramState } from '@callscope/histogram';

/** Money of one component over many calls: the sums, and how many calls told it on which basis. */
export interface ComponentTotals {
  readonly nano: NanoSum;
  readonly savings: NanoSum;
  readonly by_basis: Readonly<Partial<Record<CostBasis, number>>>;
}

export type CostTotals = Readonly<Partial<Record<CostComponent, ComponentTotals>>>;

/** How many, by word. A word that counts nothing is absent, so that equal totals are equal JSON. */
export type Counts = Readonly<Record<string, number>>;

/** A sum in whole µs and how many values are in it: a mean that can be added to and taken from exactly. */
export interface Mean {
  readonly n: number;
  readonly us: number;
}

/** Additive totals over the calls of one cell (cells.ts): any call can be put in and taken out again. */
export interface AggregatesRow {
  /** Ended calls by status. */
  readonly ended: Counts;
  /** Calls that run, by direction. */
  readonly active: Counts;
  /** All calls by direction. */
  readonly directions: Counts;
  readonly turns: Counts;
  /** Of ended calls whose duration is known. */
  readonly duration: Mean;
  readonly durations: HistogramState;
  /** Of ended calls: the mean latency of each call that has one (contract §2, `avg_latency_ms`). */
  readonly call_latency: Mean;
  readonly ended_costs: CostTotals;
  readonly active_costs: CostTotals;
  /** Of ended calls, each as its source states it: what Patter's dashboard adds up. See `statedCostNano`. */
  readonly stated_nano: NanoSum;
  /** Completed turns of all calls. */
  readonly latency: Readonly<Record<HeadlineStage, HistogramState>>;
  /** Values over 60 s, by stage: no latencies but broken measurements, outside of everything else. */
  readonly over_60s: Counts;
}

export const NO_CALLS: AggregatesRow = {
  ended: {},
  active: {},
  directions: {},
  turns: {},
  duration: { n: 0, us: 0 },
  durations: emptyHistogram(),
  call_latency: { n: 0, us: 0 },
  ended_costs: {},
  active_costs: {},
  stated_nano: '0',
  latency: Object.fromEntries(HEADLINE_STAGES.map((stage) => [stage, emptyHistogram()])) as AggregatesRow['latency'],
  over_60s: {},
};
