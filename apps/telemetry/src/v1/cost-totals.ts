import { addNano, type CostComponent, type NanoSum, usdFromNano } from '@callscope/call-events';
import { type CallState, costsOf, statedCostNano } from '@callscope/call-state';
import { type AggregatesRow, amountOf, costsOfCounts, sumOf, wordsOf } from '@callscope/projections';

/** Money of ended calls in USD, by what it was spent on: what Patter shows of it. */
export interface CostTotals {
  readonly total_cost: number;
  readonly breakdown: Readonly<Record<'stt' | 'tts' | 'llm' | 'telephony', number>>;
  readonly calls_analyzed: number;
}

/**
 * The money of calls that were added up already, and of some more. Summed in nano-USD.
 * @param sums null: there are none.
 */
export function costTotals(sums: AggregatesRow | null, more: readonly CallState[]): CostTotals {
  const { counts } = sums ?? { counts: {} };
  const summed = costsOfCounts(counts, ['ended']);
  const usd = (component: CostComponent): number =>
    usdFromNano(totalOf(summed.get(component)?.nano ?? '0', more, (call) => costsOf(call).get(component)?.nano ?? '0'));
  return {
    total_cost: usdFromNano(totalOf(amountOf(counts, 'stated:nano').toString(), more, statedCostNano)),
    breakdown: { stt: usd('stt'), tts: usd('tts'), llm: usd('llm'), telephony: usd('telephony') },
    calls_analyzed: sumOf(wordsOf(counts, 'ended')) + more.length,
  };
}

function totalOf(sum: NanoSum, calls: readonly CallState[], of: (call: CallState) => NanoSum): NanoSum {
  return calls.reduce((total, call) => addNano(total, of(call)), sum);
}
