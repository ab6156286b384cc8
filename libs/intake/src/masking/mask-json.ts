import { isObject } from '@callscope/call-events';
import { maskParty, maskPhones } from './mask-phones';

/** Fewer digits make no number that is kept as a number: its zeros in front are lost already. */
const LEAST_NUMBER = 10_000_000;
const MOST_NUMBER = 999_999_999_999_999;
/** Names of what is counted or measured. */
const MEASURED =
  /(_ms|_at|_s|_us|_ns|_bytes|time|timestamp|date|duration|count|tokens|cost|price|amount|usd|position|sequence)$/i;
const PARTIES: ReadonlySet<string> = new Set(['caller', 'callee', 'from', 'to']);

/** Any JSON with the phone numbers in its texts, in its keys and among its numbers masked. Changes nothing in place. */
export function maskJson(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return PARTIES.has(key) ? maskParty(value) : maskPhones(value);
  if (typeof value === 'number') return maskNumber(value, key);
  if (Array.isArray(value)) return value.map((item) => maskJson(item, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [maskPhones(name), maskJson(item, name)]));
}

/** A number that could be called becomes a text; moments since 1970 and what is measured stay. */
function maskNumber(value: number, key: string): number | string {
  const couldBe = Number.isInteger(value) && value >= LEAST_NUMBER && value <= MOST_NUMBER;
  if (!couldBe || MEASURED.test(key) || isMoment(value)) return value;
  return maskPhones(String(value));
}

/** Seconds until 2033 or milliseconds: no number of any country begins so and is as long. */
function isMoment(value: number): boolean {
  return (value >= 1e9 && value < 2e9) || (value >= 1e12 && value < 2e12);
}
