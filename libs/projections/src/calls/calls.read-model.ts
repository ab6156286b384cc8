import { agentKeyOf, begunAt, callRow, type CallRow, type CallState } from '@callscope/call-state';
import type { Column } from '../kernel';
import { facetsOf } from './calls.facets';

/** One row a call: its whole state, from which every shown form of it is made. Key: the call id. */
export type CallsRow = CallState;

/** What SQL filters and sorts by; computed from the row whenever it is written. Instants epoch ms, money USD. */
export const CALLS_COLUMNS: Readonly<Record<string, Column<CallsRow>>> = {
  hidden: { type: 'INTEGER', of: (state) => Number(state.hidden) },
  live: shown('INTEGER', (row) => Number(row.live)),
  facets: shown('TEXT', facetsOf),
  agent: { type: 'TEXT', of: agentKeyOf },
  /** The start, or the best that is known of it: every call has one, so every call has a place in the list. */
  begun_at: { type: 'INTEGER', of: begunAt },
  ended_at: { type: 'INTEGER', of: (state) => callRow(state).ended_at ?? state.last_recorded_at },
  duration_ms: shown('REAL', (row) => row.duration_ms),
  cost_usd: shown('REAL', (row) => row.cost.total_usd),
  response_p95_ms: shown('REAL', (row) => row.latency.response_ms.p95),
  /** The call as lists show it, as JSON: a page of a list is put together from texts. */
  shown: { type: 'TEXT', of: (state) => JSON.stringify(callRow(state)) },
};

/** One index a sort, which has what is filtered by as well; then Patter's list, and what has changed since. */
export const CALLS_INDEXES = [
  '(hidden, facets, begun_at, key, agent)',
  '(hidden, facets, duration_ms, key, agent, begun_at)',
  '(hidden, facets, cost_usd, key, agent, begun_at)',
  '(hidden, facets, response_p95_ms, key, agent, begun_at)',
  '(hidden, live, ended_at DESC, position DESC)',
  '(position)',
  // An agent of few calls leads to them; see calls.pages.ts.
  '(hidden, agent)',
];

function shown(type: Column<CallsRow>['type'], of: (row: CallRow) => number | string | null): Column<CallsRow> {
  return { type, of: (state) => of(callRow(state)) };
}
