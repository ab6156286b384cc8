import { type CallRow, callRow, type CallState } from '@callscope/call-state';
import type { Column } from '../kernel';

/** One row a call: its whole state, from which every shown form of it is made. Key: the call id. */
export type CallsRow = CallState;

/** What SQL filters and sorts by; computed from the row whenever it is written. */
export const CALLS_COLUMNS: Readonly<Record<string, Column<CallsRow>>> = {
  live: column('INTEGER', (row) => Number(row.live)),
  started_at: column('INTEGER', (row) => row.started_at),
  ended_at: column('INTEGER', (row) => row.ended_at),
};

/** Ended calls by their end, newest first; live calls by their start. The position settles ties. */
export const CALLS_INDEXES = ['(live, ended_at DESC, position DESC)', '(live, started_at DESC, position DESC)'];

function column(type: Column<CallsRow>['type'], of: (row: CallRow) => number | string | null): Column<CallsRow> {
  return { type, of: (state) => of(callRow(state)) };
}
