import { invalidQuery, oneOf, type Query, textOf } from '../v2/query/read-query';

/** A span of time, both ends in it; epoch ms. An end that is absent is open. */
export interface AskedSpan {
  readonly from?: number;
  readonly to?: number;
}

/** `from` and `to` of Patter's dashboard. @throws DoorError when one of them is no instant: never the whole instead. */
export function spanOf(query: Query): AskedSpan {
  const [from, to] = [instantOf(query, 'from'), instantOf(query, 'to')];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

export function formatOf(query: Query): 'json' | 'csv' {
  return oneOf(query, 'format', ['json', 'csv']) ?? 'json';
}

const SECONDS = /^\d{1,11}(\.\d{1,9})?$/;
/** In a query a bare `+` is a blank, and Python writes one before the zone. Without a zone: UTC. */
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+\- ]\d\d:?\d\d)?)?$/;

function instantOf(query: Query, name: string): number | undefined {
  const text = textOf(query, name);
  if (text === undefined) return undefined;
  const ms = SECONDS.test(text) ? Math.round(Number(text) * 1_000) : isoMs(text);
  if (Number.isNaN(ms)) throw invalidQuery(name, 'must be ISO 8601 or epoch seconds');
  return ms;
}

function isoMs(text: string): number {
  const match = ISO.exec(text);
  if (!match) return NaN;
  const [, year = '', month = '', day = '', time = '00:00', zone = 'Z'] = match;
  // `Date` takes 30 February for the first days of March.
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  return isDay ? Date.parse(`${year}-${month}-${day}T${time}${zone.replace(' ', '+')}`) : NaN;
}
