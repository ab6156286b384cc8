import { CALL_STATUSES, COST_BASES, COST_COMPONENTS, DIRECTIONS, usdFromNano } from '@callscope/call-events';
import type { StatsBucket } from '@callscope/call-state';
import { emptyHistogram, type HistogramState, percentiles } from '@callscope/histogram';
import { placeOf } from './aggregates.read-model';
import { amountIn, amountSlots, slotsOf } from './count-slots';
import type { OpenCounts } from './open-counts';

/** Totals to read from where they stand: those of one cell, or of several. */
export interface Figures {
  readonly counts: OpenCounts;
  /** Of the distribution at this place in `DISTRIBUTIONS`; null: nothing was measured. */
  histogramAt(place: number): HistogramState | null;
}

const RESPONSE = placeOf('response_ms');

const MONEY = ['ended', 'active'].flatMap((standing) => COST_COMPONENTS.map((part) => `cost:${standing}:${part}`));

const CALLS = slotsOf([
  ...[...CALL_STATUSES, 'timed_out'].map((status) => `ended:${status}`),
  ...DIRECTIONS.map((direction) => `active:${direction}`),
]);
const TOLD = slotsOf(MONEY.flatMap((name) => COST_BASES.map((basis) => `${name}:${basis}`)));
const NANO = amountSlots(MONEY.map((name) => `${name}:nano`));

/** What a bucket of a series shows of its cells. */
export type BucketFigures = Pick<StatsBucket, 'calls' | 'cost_usd' | 'response_ms'>;

/**
 * There are up to a few hundred in an answer, so that nothing is put together for them: no counts by name, no histogram
 * that is not shown.
 */
export function figuresOf(cells: Figures): BucketFigures {
  const { counts } = cells;
  const { n, p50, p95, p99 } = percentiles(cells.histogramAt(RESPONSE) ?? emptyHistogram());
  return {
    calls: counts.sumOf(CALLS),
    cost_usd: counts.sumOf(TOLD) === 0 ? null : usdFromNano(amountIn(counts, NANO).toString()),
    response_ms: { n, p50, p95, p99 },
  };
}

/** One entry of a series. */
export function bucketOf(at: number, { calls, cost_usd, response_ms }: BucketFigures, activePeak: number): StatsBucket {
  return { at, calls, cost_usd, response_ms, active_peak: activePeak };
}
