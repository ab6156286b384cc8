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

/** Additive totals over calls: any call can be put in and taken out again. The one row has the key `all`. */
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
  /** Of ended calls: the mean latency of each call that has one (contract §2, `avg_latency_ms`). */
  readonly call_latency: Mean;
  readonly ended_costs: CostTotals;
  readonly active_costs: CostTotals;
  /** Of ended calls, each as its source states it: what Patter's dashboard adds up. See `statedCostNano`. */
  readonly stated_nano: NanoSum;
  /** Completed turns of all calls. */
  readonly latency: Readonly<Record<HeadlineStage, HistogramState>>;
}

export const NO_CALLS: AggregatesRow = {
  ended: {},
  active: {},
  directions: {},
  turns: {},
  duration: { n: 0, us: 0 },
  call_latency: { n: 0, us: 0 },
  ended_costs: {},
  active_costs: {},
  stated_nano: '0',
  latency: Object.fromEntries(HEADLINE_STAGES.map((stage) => [stage, emptyHistogram()])) as AggregatesRow['latency'],
};
