import {
  agentKeyOf,
  begunAt,
  type CallState,
  HEADLINE_STAGES,
  type HeadlineStage,
  latencyOf,
  turnsOf,
} from '@callscope/call-state';
import { placedAt, rankedMs } from './turn-place';
import type { TurnsRow } from './turns.read-model';

/**
 * A call is in the ranking with all its turns that count, however they ended: an interrupted one may have been so slow
 * that the caller gave up waiting. A hidden call is not in it.
 */
export function evolve(call: CallState | null): TurnsRow | null {
  return !call || call.hidden ? null : rowOf(call);
}

/** Whether a row can have become another one. */
export function concerns(before: CallState | null, after: CallState | null): boolean {
  // Of a call that was not there before there is no row yet, and without a turn there will be none.
  if (!before && after) return hasTurns(after);
  return !before || !after || !isSame(before, after);
}

function hasTurns({ turns }: CallState): boolean {
  for (const _number in turns) return true;
  return false;
}

/** What a row is made of. Most events of a call change none of it, and then each is the very same object. */
function isSame(before: CallState, after: CallState): boolean {
  return (
    before.turns === after.turns &&
    before.end === after.end &&
    before.facts === after.facts &&
    before.hidden === after.hidden &&
    before.initiated === after.initiated &&
    before.started === after.started &&
    before.ended_by_status === after.ended_by_status &&
    before.statuses === after.statuses &&
    before.timed_out === after.timed_out &&
    before.first_fact_at === after.first_fact_at
  );
}

function rowOf(call: CallState): TurnsRow | null {
  const begun = begunAt(call);
  const slowest: Partial<Record<HeadlineStage, number>> = {};
  let [first, last] = [Infinity, -Infinity];
  for (const turn of turnsOf(call)) {
    const latency = latencyOf(turn);
    let isRanked = false;
    for (const stage of HEADLINE_STAGES) {
      const value = rankedMs(latency, stage);
      if (value === null) continue;
      isRanked = true;
      if (value >= (slowest[stage] ?? 0)) slowest[stage] = value;
    }
    if (!isRanked) continue;
    const at = placedAt(turn, begun);
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return first > last ? null : { first_at: first, last_at: last, agent: agentKeyOf(call), slowest };
}
