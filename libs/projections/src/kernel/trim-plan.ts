import type { StoredEvent } from '@callscope/call-events';
import type { Baseline, BaselineRow as StoredBaselineRow, TrimRequest } from '@callscope/event-log';
import { baselineKey, type BaselineRow, baselineRowsOf } from './baseline';
import type { OpenRows } from './open-rows';
import type { OpenRow, RowChange, RowProjection, SumProjection } from './projection';
import { touchedKeys } from './touched-keys';

/** Sums that outlive calls, with their rows and what they are made from. */
export interface LastingSums {
  readonly projection: SumProjection<unknown, unknown, unknown>;
  readonly table: OpenRows<unknown, unknown>;
  /** Made from the log, keyed by call. */
  readonly source: RowProjection<unknown, unknown>;
  readonly sourceRow: (callId: string) => unknown;
}

/** Calls that are to leave the log, as they stand at a position. */
export interface LeavingCalls {
  readonly callIds: readonly string[];
  readonly position: number;
  /** All events of a call up to there, in order. */
  readonly eventsOf: (callId: string) => readonly StoredEvent[];
}

/**
 * What the log must be told so that it can trim these calls and no sum changes: what they add is put to what the
 * baseline holds already. The rest of a row follows from the events that stay, but for what depends on its past: that
 * is noted as it is at this position, so that a rebuild that comes by here can set it (`MarksAhead`). It is noted for
 * every row that the calls were ever part of, also when nothing of them is in it any more: a rebuild does not see them
 * come and go.
 */
export function planTrim(sums: readonly LastingSums[], baseline: Baseline, leaving: LeavingCalls): TrimRequest {
  const set = sums.flatMap((each) => rowsOf(each, baseline, leaving));
  return { callIds: leaving.callIds, asOf: leaving.position, baseline: { version: baseline.version, set } };
}

function rowsOf(
  { projection, table, source, sourceRow }: LastingSums,
  baseline: Baseline,
  { callIds, position: at, eventsOf }: LeavingCalls,
): StoredBaselineRow[] {
  const known = baselineRowsOf(baseline, projection.name);
  const open = new Map<string, OpenRow<unknown, unknown>>();
  const sumOf = (key: string): OpenRow<unknown, unknown> => {
    const sum = open.get(key) ?? projection.open(known.get(key)?.row ?? null);
    open.set(key, sum);
    return sum;
  };
  for (const callId of callIds) {
    const row = sourceRow(callId);
    if (row === null) continue;
    touchedKeys(source, projection, callId, eventsOf(callId)).forEach(sumOf);
    const whole: RowChange<unknown> = { key: callId, before: null, after: row, position: at };
    for (const { keys, part } of projection.shares(whole)) {
      for (const key of keys) sumOf(key).add(part);
    }
  }
  return [...open].map(([key, sum]) => {
    const kept: BaselineRow = { row: sum.toRow(), at, mark: table.look(key).mark?.() };
    return [baselineKey(projection.name, key), JSON.stringify(kept)];
  });
}
