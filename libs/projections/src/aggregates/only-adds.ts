import type { CallState } from '@callscope/call-state';
import type { RowChange } from '../kernel';
import { isSame } from './cells';
import { changedTurns } from './changed-turns';
import { place, type Placed } from './placed';

/**
 * Whether the change takes no measured value out of any cell. Counts are sums, whatever their order; but a histogram
 * forgets an extreme that is taken out of it, so only changes that put in come to the same one by one and as one.
 */
export function onlyAdds({ before, after }: RowChange<CallState>): boolean {
  if (!before || before.hidden) return true;
  if (!after || after.hidden) return false;
  // Most changes are a turn more or a price: then nothing has to be worked out.
  if (saysSame(before, after)) return turnsStay(before, after);
  const [was, is] = [place(before), place(after)];
  if (!was || !is) return false;
  return staysWhere(was, is) && changedTurns(was.turns, is.turns).left.length === 0;
}

/** All of a call that says where its parts count, and how long it was. */
function saysSame(before: CallState, after: CallState): boolean {
  return (
    before.facts === after.facts &&
    before.statuses === after.statuses &&
    before.initiated === after.initiated &&
    before.started === after.started &&
    before.ended_by_status === after.ended_by_status &&
    before.end === after.end &&
    before.timed_out === after.timed_out &&
    before.first_fact_at === after.first_fact_at
  );
}

/** Every turn that counted is the very same. */
function turnsStay({ turns: before }: CallState, { turns: after }: CallState): boolean {
  if (before === after) return true;
  for (const number in before) {
    const turn = before[number];
    if (turn !== after[number] && turn?.outcome !== null) return false;
  }
  return true;
}

/** What the call has measured so far, it has measured in the same cells afterwards. */
function staysWhere(was: Placed, is: Placed): boolean {
  const [duration] = was.durations;
  if (duration && duration[1].value !== is.durations[0]?.[1].value) return false;
  if (was.keys === is.keys || (!duration && was.turns.length === 0)) return true;
  return was.begunAt === is.begunAt && isSame(was.values, is.values);
}
