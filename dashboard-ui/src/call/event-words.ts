import type { StoredEvent } from '@callscope/call-events';
import { formatExactCost } from '../format/money';
import { exactLatency, formatCount } from '../format/quantity';
import { language } from '../words/language';

/** What of an event's data says most, in the order of reading. */
const TELLING = [
  'direction', 'mode', 'carrier', 'status', 'role', 'text', 'kind', 'name', 'outcome', 'trigger', 'stage', 'value_ms',
  'component', 'code', 'message', 'provider', 'model', 'amount_nano_usd', 'basis', 'input_tokens', 'output_tokens',
  'characters', 'reason', 'raw_reason', 'halt_ms', 'duration_ms', 'summary', 'url',
]; // prettier-ignore

/** An event in a few words. Kinds that are not known here are told by the same fields. */
export function eventWords({ data }: Pick<StoredEvent, 'data'>): string {
  const fields = data as unknown as Readonly<Record<string, unknown>>;
  const words = TELLING.flatMap((key) => wordsOf(key, fields[key]));
  const latency = fields['latency'] as { readonly response_ms?: number } | undefined;
  if (latency?.response_ms !== undefined)
    words.push(`${language.words.page.saidResponse} ${formatCount(latency.response_ms)} ms`);
  return words.join(', ');
}

function wordsOf(key: string, value: unknown): string[] {
  if (typeof value === 'string') return [key === 'text' ? `“${value}”` : value.replaceAll('_', ' ')];
  if (typeof value !== 'number') return [];
  if (key === 'amount_nano_usd') return [formatExactCost(value / 1e9)];
  const label = key === 'halt_ms' ? `${language.words.page.halt} ` : '';
  return [key.endsWith('_ms') ? label + exactLatency(value) : `${formatCount(value)} ${key.replaceAll('_', ' ')}`];
}

export function turnOfEvent({ data }: Pick<StoredEvent, 'data'>): number | null {
  const turn = (data as { readonly turn?: unknown }).turn;
  return typeof turn === 'number' ? turn : null;
}

/** `patter ts 0.6.1`. */
export function sourceWords({ source }: Pick<StoredEvent, 'source'>): string {
  return [source?.framework, source?.sdk, source?.version].filter(Boolean).join(' ');
}
