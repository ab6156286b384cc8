import type { StoredEvent } from '@callscope/call-events';
import type { CallState } from '@callscope/call-state';
import { AggregatesProjection } from '../aggregates/aggregates.projection';
import { type AggregatesRow, NO_CALLS } from '../aggregates/aggregates.read-model';
import { cellKey, LIFETIME } from '../aggregates/cells';
import { evolve as evolveCall } from '../calls/calls.evolve';

/** What `calls` knows after these events of one call. */
export function callAfter(events: readonly StoredEvent[]): CallState {
  const call = events.reduce<CallState | null>(evolveCall, null);
  if (!call) throw new Error('a call needs an event');
  return call;
}

/** Totals, cell by cell. */
export type Cells = ReadonlyMap<string, AggregatesRow>;

export const NO_CELLS: Cells = new Map();

const aggregates = new AggregatesProjection();

/** The cells when a call that was `before` is now `after`; null: is not there. Each as the kernel has it changed. */
export function withChange(cells: Cells, before: CallState | null, after: CallState | null): Cells {
  const next = new Map(cells);
  const change = { key: (after ?? before)?.call_id ?? '', before, after, position: 1 };
  for (const key of aggregates.keys(change)) {
    const row = aggregates.evolve(next.get(key) ?? null, change, key);
    if (row) next.set(key, row);
    else next.delete(key);
  }
  return next;
}

/** The cells after these events of any calls: every single change of a call goes into them. */
export function cellsAfter(events: readonly StoredEvent[]): Cells {
  const calls = new Map<string, CallState>();
  let cells = NO_CELLS;
  for (const event of events) {
    const before = calls.get(event.call_id) ?? null;
    const after = evolveCall(before, event);
    cells = withChange(cells, before, after);
    calls.set(event.call_id, after);
  }
  return cells;
}

/** The same, when every cell is given all its changes at once. */
export function cellsAtOnce(events: readonly StoredEvent[]): Cells {
  const calls = new Map<string, CallState>();
  const changes = events.map((event) => {
    const before = calls.get(event.call_id) ?? null;
    const after = evolveCall(before, event);
    calls.set(event.call_id, after);
    return { key: event.call_id, before, after, position: event.position };
  });
  const keys = [...new Set(changes.flatMap((change) => aggregates.keys(change)))];
  const ofKey = (key: string): typeof changes => changes.filter((change) => aggregates.keys(change).includes(key));
  return new Map(
    keys.flatMap((key) => {
      const row = aggregates.evolveAll(null, ofKey(key), key);
      return row ? [[key, row]] : [];
    }),
  );
}

/** The totals of all time, not split. */
export function totalsOf(cells: Cells): AggregatesRow {
  return cells.get(cellKey(LIFETIME)) ?? NO_CALLS;
}

export function totalsAfter(events: readonly StoredEvent[]): AggregatesRow {
  return totalsOf(cellsAfter(events));
}
