import type { Baseline, BaselineRow as StoredBaselineRow, TrimRequest } from '@callscope/event-log';
import { baselineKey, type BaselineRow, baselineRowsOf } from './baseline';
import type { OpenRows } from './open-rows';
import type { OpenRow, RowChange, SumProjection } from './projection';

/** Sums that outlive calls, with their rows, and how the row of a call is had from their source. */
export interface LastingSums {
  readonly projection: SumProjection<unknown, unknown, unknown>;
  readonly table: OpenRows<unknown, unknown>;
  readonly sourceRow: (callId: string) => unknown;
}

/**
 * What the log must be told so that it can trim these calls and no sum changes: what they add is put to what the
 * baseline holds already. The rest of a row follows from the events that stay, but for what depends on its past: that
 * is noted as it is at this position, so that a rebuild that comes by here can set it (`MarksAhead`).
 */
export function planTrim(
  sums: readonly LastingSums[],
  baseline: Baseline,
  callIds: readonly string[],
  position: number,
): TrimRequest {
  const set = sums.flatMap((each) => rowsOf(each, baseline, callIds, position));
  return { callIds, asOf: position, baseline: { version: baseline.version, set } };
}

function rowsOf(
  { projection, table, sourceRow }: LastingSums,
  baseline: Baseline,
  callIds: readonly string[],
  at: number,
): StoredBaselineRow[] {
  const known = baselineRowsOf(baseline, projection.name);
  const open = new Map<string, OpenRow<unknown, unknown>>();
  for (const callId of callIds) {
    const row = sourceRow(callId);
    if (row === null) continue;
    const whole: RowChange<unknown> = { key: callId, before: null, after: row, position: at };
    for (const { keys, part } of projection.shares(whole)) {
      for (const key of keys) {
        const sum = open.get(key) ?? projection.open(known.get(key)?.row ?? null);
        open.set(key, sum);
        sum.add(part);
      }
    }
  }
  return [...open].map(([key, sum]) => {
    const kept: BaselineRow = { row: sum.toRow(), at, mark: table.look(key).mark?.() };
    return [baselineKey(projection.name, key), JSON.stringify(kept)];
  });
}
