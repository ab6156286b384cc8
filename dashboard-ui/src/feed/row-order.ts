import type { CallRow } from '@callscope/call-state';
import { startOf } from '../format/call-words';

/** A call without a known end, a timed out one for example, is placed by its start. */
export function endOf(row: CallRow): number {
  return row.ended_at ?? startOf(row) ?? 0;
}

/** Live calls first, newest start first; then the ended ones, newest end first. The position settles what is left. */
export function orderRows(rows: Iterable<CallRow>): CallRow[] {
  return [...rows].sort(
    (a, b) =>
      Number(b.live) - Number(a.live) ||
      (a.live ? (startOf(b) ?? 0) - (startOf(a) ?? 0) : endOf(b) - endOf(a)) ||
      b.position - a.position ||
      (a.call_id < b.call_id ? -1 : 1),
  );
}

/** The call in the rail: the chosen one while it is there, else the newest live one, else the newest ended one. */
export function shownRow(ordered: readonly CallRow[], chosen: string | null): CallRow | null {
  return ordered.find((row) => row.call_id === chosen) ?? ordered[0] ?? null;
}

export interface LiveCount {
  readonly calls: number;
  readonly inbound: number;
  readonly outbound: number;
  readonly other: number;
}

/** A live call whose direction is not known, or is a web call, counts as neither inbound nor outbound. */
export function countLive(rows: Iterable<CallRow>): LiveCount {
  const live = [...rows].filter((row) => row.live);
  const inbound = live.filter((row) => row.direction === 'inbound').length;
  const outbound = live.filter((row) => row.direction === 'outbound').length;
  return { calls: live.length, inbound, outbound, other: live.length - inbound - outbound };
}
