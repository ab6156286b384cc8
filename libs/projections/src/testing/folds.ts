import type { StoredEvent } from '@callscope/call-events';
import type { CallState } from '@callscope/call-state';
import { AggregatesProjection } from '../aggregates/aggregates.projection';
import { type AggregatesRow, NO_CALLS } from '../aggregates/aggregates.read-model';
import type { Cell } from '../aggregates/cell';
import { cellKey, LIFETIME } from '../aggregates/cells';
import { evolve as evolveCall } from '../calls/calls.evolve';
import type { RowChange } from '../kernel';

/** What `calls` knows after these events of one call. */
export function callAfter(events: readonly StoredEvent[]): CallState {
  const call = events.reduce<CallState | null>(evolveCall, null);
  if (!call) throw new Error('a call needs an event');
  return call;
}

/** What `calls` knows after these events of any calls, in order of their ids. */
export function callsAfter(events: readonly StoredEvent[]): CallState[] {
  const ids = [...new Set(events.map((event) => event.call_id))].sort();
  return ids.map((id) => callAfter(events.filter((event) => event.call_id === id)));
}

/** Every single change of a call that these events make. */
export function changesOf(events: readonly StoredEvent[]): RowChange<CallState>[] {
  const calls = new Map<string, CallState>();
  return events.map((event) => {
    const before = calls.get(event.call_id) ?? null;
    const after = evolveCall(before, event);
    calls.set(event.call_id, after);
    return { key: event.call_id, before, after, position: event.position };
  });
}

/** Totals, cell by cell, as they are stored. */
export type Cells = ReadonlyMap<string, AggregatesRow>;

export const NO_CELLS: Cells = new Map();

const aggregates = new AggregatesProjection();

/** The cells after these changes. Each stays open from the first to the last, as the kernel keeps it. */
export function withChanges(cells: Cells, changes: readonly RowChange<CallState>[]): Cells {
  const open = new Map<string, Cell>();
  for (const change of changes) {
    for (const { keys, part } of aggregates.shares(change)) {
      for (const key of keys) {
        const cell = open.get(key) ?? aggregates.open(written(cells.get(key) ?? null));
        open.set(key, cell);
        cell.add(part);
      }
    }
  }
  const after = new Map(cells);
  for (const [key, cell] of open) {
    const row = written(cell.toRow());
    if (row) after.set(key, row);
    else after.delete(key);
  }
  return after;
}

/** The cells when a call that was `before` is now `after`; null: is not there. */
export function withChange(cells: Cells, before: CallState | null, after: CallState | null): Cells {
  return withChanges(cells, [{ key: (after ?? before)?.call_id ?? '', before, after, position: 1 }]);
}

/** The cells after these events of any calls. */
export function cellsAfter(events: readonly StoredEvent[]): Cells {
  return withChanges(NO_CELLS, changesOf(events));
}

/** The totals of all time, not split. */
export function totalsOf(cells: Cells): AggregatesRow {
  return cells.get(cellKey(LIFETIME)) ?? NO_CALLS;
}

export function totalsAfter(events: readonly StoredEvent[]): AggregatesRow {
  return totalsOf(cellsAfter(events));
}

/** As it comes back from its table. */
function written<T>(row: T): T {
  return JSON.parse(JSON.stringify(row)) as T;
}
