import type { TurnState } from '@callscope/call-state';

const NONE: readonly TurnState[] = [];

/** A turn that is the very same object in both lists has not changed. Most often the lists differ at their end. */
export function changedTurns(
  before: readonly TurnState[],
  after: readonly TurnState[],
): { readonly left: readonly TurnState[]; readonly entered: readonly TurnState[] } {
  if (before === after) return { left: NONE, entered: NONE };
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  if (same === before.length) return { left: NONE, entered: after.slice(same) };
  const [was, is] = [new Set(before.slice(same)), new Set(after.slice(same))];
  return { left: [...was].filter((turn) => !is.has(turn)), entered: [...is].filter((turn) => !was.has(turn)) };
}
