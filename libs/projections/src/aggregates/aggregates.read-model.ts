import { HEADLINE_STAGES, STATS_STAGES, type StatsStage } from '@callscope/call-state';
import type { HistogramState } from '@callscope/histogram';
import type { Counts } from './open-counts';

/** What is told apart in a distribution: the stages of a turn, and how long ended calls took. */
export const DISTRIBUTIONS = [...STATS_STAGES, 'duration_ms'] as const;
export type Distribution = StatsStage | 'duration_ms';

/** Told of all calls together alone: they are in the cells that are not split, and in no other. */
export const UNSPLIT_STAGES: readonly StatsStage[] = STATS_STAGES.filter(
  (stage) => !HEADLINE_STAGES.some((headline) => headline === stage),
);

/** Its place in `DISTRIBUTIONS`, by which it is found quickest. */
export function placeOf(name: Distribution): number {
  return DISTRIBUTIONS.indexOf(name);
}

/**
 * Additive totals over the calls of one cell (cells.ts): any call can be put in and taken out again. Plain JSON, and
 * the same JSON for the same calls told in the same order. Counted are:
 *
 * | name                           | what                                                                        |
 * | ------------------------------ | --------------------------------------------------------------------------- |
 * | `ended:<status>`               | ended calls                                                                 |
 * | `active:<direction>`           | calls that run                                                              |
 * | `direction:<direction>`        | all calls                                                                   |
 * | `turns:<outcome>`              | turns of all calls                                                          |
 * | `over_60s:<stage>`             | values that are no latencies but broken measurements, outside of all else   |
 * | `duration:n`, `duration:us`    | ended calls whose duration is known, and its sum                            |
 * | `call_latency:n`, `…:us`       | ended calls with a latency (contract §2, `avg_latency_ms`), and its sum     |
 * | `<ended or active>:<component>:nano`, `:savings`, `:<basis>` under `cost:` | money, and how many calls told it on which basis |
 * | `stated:nano`                  | ended calls' cost as each source states it: see `statedCostNano`            |
 */
export interface AggregatesRow {
  readonly counts: Counts;
  /** Latencies of completed turns of all calls, and durations of ended calls; ms. Absent when there is none. */
  readonly histograms: Readonly<Partial<Record<Distribution, HistogramState>>>;
}

export const NO_CALLS: AggregatesRow = { counts: {}, histograms: {} };
