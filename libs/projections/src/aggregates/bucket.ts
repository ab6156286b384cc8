import { CALL_STATUSES, COST_BASES, COST_COMPONENTS, DIRECTIONS, usdFromNano } from '@callscope/call-events';
import type { StatsBucket } from '@callscope/call-state';
import { emptyHistogram, type HistogramState, quantile } from '@callscope/histogram';
import type { Distribution } from './aggregates.read-model';
import { BILLION, BILLIONS } from './counts';
import { type OpenCounts, slotOf } from './open-counts';

/** Totals to read from where they stand: those of one cell, or of several. */
export interface Figures {
  readonly counts: OpenCounts;
  /** Null: nothing was measured. */
  histogram(name: Distribution): HistogramState | null;
}

const slotsOf = (names: readonly string[]): readonly number[] => names.map(slotOf);
const MONEY = ['ended', 'active'].flatMap((standing) => COST_COMPONENTS.map((part) => `cost:${standing}:${part}`));

const CALLS = slotsOf([
  ...[...CALL_STATUSES, 'timed_out'].map((status) => `ended:${status}`),
  ...DIRECTIONS.map((direction) => `active:${direction}`),
]);
const TOLD = slotsOf(MONEY.flatMap((name) => COST_BASES.map((basis) => `${name}:${basis}`)));
const NANO = slotsOf(MONEY.map((name) => `${name}:nano`));
const BILLIONS_OF_NANO = slotsOf(MONEY.map((name) => `${name}:nano${BILLIONS}`));

/**
 * One entry of a series. There are up to a few hundred in an answer, so that nothing is put together for them: no
 * counts by name, no histogram that is not shown.
 */
export function bucketOf(at: number, figures: Figures, activePeak: number): StatsBucket {
  const { counts } = figures;
  const response = figures.histogram('response_ms') ?? emptyHistogram();
  const ranked = (rank: number): number | null => quantile(response, rank);
  return {
    at,
    calls: counts.sumOf(CALLS),
    cost_usd: counts.sumOf(TOLD) === 0 ? null : usdFromNano(nanoOf(counts).toString()),
    response_ms: { n: response.n, p50: ranked(0.5), p95: ranked(0.95), p99: ranked(0.99) },
    active_peak: activePeak,
  };
}

function nanoOf(counts: OpenCounts): bigint {
  return BigInt(counts.sumOf(BILLIONS_OF_NANO)) * BigInt(BILLION) + BigInt(counts.sumOf(NANO));
}
