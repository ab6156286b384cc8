import type { CallRow } from '@callscope/call-state';
import { basisWord } from '../format/cost-basis';
import { agentName, plainWords, startOf } from '../format/call-words';
import { formatCost, formatExactCost } from '../format/money';
import { TURNS_FOR_P95 } from '../format/percentile-shown';
import { exactLatency, formatCount, latencyQuantity } from '../format/quantity';
import { formatDuration, localTime } from '../format/time';
import { FEW_TURNS } from './few-turns';

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
    text('Agent', agentName(call) ?? ''),
    text('Mode, carrier', [call.mode, call.carrier].filter(Boolean).join(', ')),
    text('Providers', providers),
    start === null
      ? text('Started', '')
      : {
          name: 'Started',
          value: `${localTime.day(start)} ${localTime.clock(start)}`,
          number: true,
          small: localTime.zoneName(start),
          title: localTime.instant(start),
        },
    { name: 'Duration', value: duration_ms === null ? '' : formatDuration(duration_ms), number: true },
    responseFact(call.latency.response_ms),
    total_usd === null
      ? text('Cost', '')
      : {
          name: call.live ? 'Cost so far' : 'Cost',
          value: formatCost(total_usd),
          number: true,
          small: basisWord(basis) ?? '',
          title: formatExactCost(total_usd),
        },
    {
      name: 'Turns',
      value: formatCount(completed),
      number: true,
      small: interrupted > 0 ? `+ ${formatCount(interrupted)} interrupted` : '',
    },
    text('Ended by', call.live ? 'not ended' : reason),
  ];
}

function responseFact({ n, p50, p95 }: CallRow['latency']['response_ms']): Fact {
  const name = 'Response p50, p95';
  if (p50 === null || p95 === null) return { name, value: 'n/m', number: true, title: 'not measured' };
  return {
    name,
    ...latencyQuantity(p50),
    number: true,
    small: `of ${formatCount(n)} ${n === 1 ? 'turn' : 'turns'}`,
    title: exactLatency(p50),
    second: { ...latencyQuantity(p95), care: n < TURNS_FOR_P95 ? FEW_TURNS : '' },
  };
}
