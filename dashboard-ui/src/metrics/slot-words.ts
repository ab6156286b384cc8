import { formatExactCost } from '../format/money';
import { shownPercentile, TURNS_FOR_P95 } from '../format/percentile-shown';
import { formatCount, formatLatency } from '../format/quantity';
import type { Slot } from './slots';
import { language } from '../words/language';

/** What a card draws of each slot, and how it says it. Null is not measured, which is not 0. */
export const callsIn = ({ bucket }: Slot): number => bucket?.calls ?? 0;

export function callsWords(slot: Slot): string {
  const calls = callsIn(slot);
  return language.words.any.counted(calls, formatCount(calls));
}

export const costIn = ({ bucket }: Slot): number | null => bucket?.cost_usd ?? null;

export function costWords(slot: Slot): string {
  const cost = costIn(slot);
  return cost === null ? language.words.any.noCost : formatExactCost(cost);
}

export const p50In = ({ bucket }: Slot): number | null => bucket?.response_ms.p50 ?? null;

/** Of fewer turns a p95 says more than it knows. */
export function p95In({ bucket }: Slot): number | null {
  return bucket !== null && bucket.response_ms.n >= TURNS_FOR_P95 ? bucket.response_ms.p95 : null;
}

export function responseWords({ bucket }: Slot): string {
  const shown = bucket === null ? null : shownPercentile(bucket.response_ms);
  if (shown === null) return language.words.any.notMeasured;
  const told = `${shown.name} ${formatLatency(shown.ms)} · n ${formatCount(shown.n)}`;
  return shown.name === 'p95' ? `${told} · p50 ${formatLatency(shown.p50)}` : told;
}
