import type { Turn } from '@callscope/call-state';

/** The turns of which anything was measured: the only ones that a waterfall can say something about. */
export function measuredTurns(turns: readonly Turn[]): Turn[] {
  return turns.filter((turn) => Object.keys(turn.latency).length > 0);
}

/** The chosen turn, or the last one: without a choice the picker moves along with the call. */
export function pickedIndex(turns: readonly Turn[], chosen: number | null): number {
  const index = turns.findIndex((turn) => turn.turn === chosen);
  return index === -1 ? turns.length - 1 : index;
}
