import type { CallRow } from '@callscope/call-state';
import { basisWord } from '../format/cost-basis';
import { agentName, plainWords, startOf } from '../format/call-words';
import { formatCost, formatExactCost } from '../format/money';
import { TURNS_FOR_P95 } from '../format/percentile-shown';
import { exactLatency, formatCount, latencyQuantity } from '../format/quantity';
import { formatDuration, localTime } from '../format/time';
import { fewTurns } from './few-turns';
import { language } from '../words/language';

/** One pair of the header. An empty value is shown as a dash. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Numbers are set in the type of numbers. */
  readonly number: boolean;
  readonly unit?: string;
  /** What belongs to the value and stands quieter behind it. */
  readonly small?: string;
  readonly title?: string;
  /** A second value, and why it is to be taken with care; empty when it need not. */
  readonly second?: { readonly value: string; readonly unit: string; readonly care: string };
}

export function callFactList(call: CallRow, duration_ms: number | null): Fact[] {
  const start = startOf(call);
  const refs = Object.values(call.providers ?? {}) as readonly ({ readonly name?: string } | undefined)[];
  const providers = [...new Set(refs.map((ref) => ref?.name))].filter(Boolean).join(', ');
  const { total_usd, basis } = call.cost;
  const { interrupted, completed } = call.turns;
  const reason = call.end_reason === null ? '' : plainWords(call.end_reason);
  const text = (name: string, value: string): Fact => ({ name, value, number: false, title: value });
  return [
    text(language.words.any.agent, agentName(call) ?? ''),
    text(language.words.page.mode, [call.mode, call.carrier].filter(Boolean).join(', ')),
    text(language.words.page.providers, providers),
    start === null
      ? text(language.words.any.started, '')
      : {
          name: language.words.any.started,
          value: localTime.stamp(start),
          number: true,
          small: localTime.zoneName(start),
          title: localTime.instant(start),
        },
    { name: language.words.any.duration, value: duration_ms === null ? '' : formatDuration(duration_ms), number: true },
    responseFact(call.latency.response_ms),
    total_usd === null
      ? text(language.words.any.cost, '')
      : {
          name: call.live ? language.words.any.costSoFar : language.words.any.cost,
          value: formatCost(total_usd),
          number: true,
          small: basisWord(basis) ?? '',
          title: formatExactCost(total_usd),
        },
    {
      name: language.words.any.turns,
      value: formatCount(completed),
      number: true,
      small: interrupted > 0 ? `+ ${formatCount(interrupted)} ${language.words.any.interrupted}` : '',
    },
    text(language.words.page.endedBy, call.live ? language.words.page.notEnded : reason),
  ];
}

function responseFact({ n, p50, p95 }: CallRow['latency']['response_ms']): Fact {
  const name = language.words.page.response;
  if (p50 === null || p95 === null)
    return { name, value: language.words.any.nm, number: true, title: language.words.any.notMeasured };
  return {
    name,
    ...latencyQuantity(p50),
    number: true,
    small: language.words.page.ofTurns(n, formatCount(n)),
    title: exactLatency(p50),
    second: { ...latencyQuantity(p95), care: n < TURNS_FOR_P95 ? fewTurns() : '' },
  };
}
