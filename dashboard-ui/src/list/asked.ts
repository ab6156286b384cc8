import type { CallRow } from '@callscope/call-state';
import { agentName, startOf } from '../format/call-words';

/** What a list may be asked for: the words of the address are those of `GET /api/v2/calls`. */
export const FILTERS = ['status', 'direction', 'mode', 'agent', 'live', 'from', 'to', 'q'] as const;
export type Filter = (typeof FILTERS)[number];
export type SortColumn = 'started_at' | 'duration_ms' | 'response_p95_ms' | 'cost_usd';

export type Asked = Readonly<Partial<Record<Filter | 'sort', string>>>;

const NEWEST_FIRST = 'started_at:desc';

/** The filters and the sort of an address; empty when nothing is asked: then the list is the live board. */
export function askedOf(word: (key: string) => string | null): Asked {
  const all = [...FILTERS, 'sort'].flatMap((key) => {
    const value = word(key)?.trim() ?? '';
    return value === '' ? [] : [[key, value]];
  });
  return Object.fromEntries(all) as Asked;
}

/** No filter, no sort. */
export const NOTHING_ASKED = Object.fromEntries([...FILTERS, 'sort'].map((key) => [key, null]));

/** A click on the head of a column: largest first, then smallest first. The board itself is newest first. */
export function nextSort(sort: string | undefined, column: SortColumn): string | null {
  const asked = (sort ?? NEWEST_FIRST) === `${column}:desc` ? `${column}:asc` : `${column}:desc`;
  return asked === NEWEST_FIRST ? null : asked;
}

export function ariaSort(sort: string | undefined, column: SortColumn): 'ascending' | 'descending' | undefined {
  const [by, order] = (sort ?? NEWEST_FIRST).split(':');
  return by === column ? (order === 'asc' ? 'ascending' : 'descending') : undefined;
}

/** Whether a row would pass, as far as the row tells: words of a transcript are known to the service only. */
export function passes(row: CallRow, { status, direction, mode, agent, live, from, to, q }: Asked): boolean {
  const begun = startOf(row);
  const same = (asked: string | undefined, value: string | null | undefined): boolean =>
    asked === undefined || asked === value;
  return (
    same(status, row.status) &&
    same(direction, row.direction) &&
    same(mode, row.mode) &&
    same(agent, row.agent?.id ?? row.agent?.name) &&
    same(live?.replace('1', 'true').replace('0', 'false'), String(row.live)) &&
    (from === undefined || (begun !== null && begun >= instant(from))) &&
    (to === undefined || (begun !== null && begun < instant(to))) &&
    (q === undefined || textOf(row).includes(q.toLowerCase()))
  );
}

/** All calls that pass, as a file. */
export function exportHref(asked: Asked, format: 'csv' | 'json' | 'ndjson'): string {
  return `/api/v2/export?${new URLSearchParams({ format, ...asked }).toString()}`;
}

function instant(told: string): number {
  return /^\d+$/.test(told) ? Number(told) : Date.parse(told);
}

function textOf(row: CallRow): string {
  return [row.call_id, row.from, row.to, agentName(row)].join('\n').toLowerCase();
}
