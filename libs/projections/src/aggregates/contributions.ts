import type { CallState, TurnState } from '@callscope/call-state';
import type { RowChange, Share } from '../kernel';
import { changeOfCounts } from './call-counts';
import type { CellPart } from './cell';
import { changedTurns } from './changed-turns';
import { movesOf, type TurnsOfCells } from './moves';
import { unsplitOf } from './cells';
import { place, type Placed, turnKeys } from './placed';
import { difference, turnPart, type TurnPart, turnsMoved, unsplitPart } from './turn-part';

/** What the change of a call adds to which cells. */
export function sharesOf({ before, after }: RowChange<CallState>): readonly Share<CellPart>[] {
  const was = place(before);
  const is = place(after);
  const still = was !== null && is !== null && was.keys === is.keys;
  if (!still) return [...callShares(was, is), ...turnsElsewhere(was, is)];
  if (was.turns === is.turns) return callShares(was, is);
  const turns = turnsStill(was, is);
  return isSameCall(was, is) ? turns : [...callShares(was, is), ...turns];
}

/** A turn changes nothing else of most calls: the commonest case of all. */
function isSameCall({ counts: a, durations: x }: Placed, { counts: b, durations: y }: Placed): boolean {
  return a.standing === b.standing && a.money === b.money && a.outcome === b.outcome && x === y;
}

function callShares(was: Placed | null, is: Placed | null): Share<CellPart>[] {
  if (!was || !is || was.keys === is.keys) return share((is ?? was)?.keys ?? [], callMoved(was, is));
  const [left, entered] = [new Set(was.keys), new Set(is.keys)];
  const both = [...left].filter((key) => entered.has(key));
  return [
    ...share(both, callMoved(was, is)),
    ...share(
      [...left].filter((key) => !entered.has(key)),
      callMoved(was, null),
    ),
    ...share(
      [...entered].filter((key) => !left.has(key)),
      callMoved(null, is),
    ),
  ];
}

function callMoved(was: Placed | null, is: Placed | null): CellPart | null {
  const counts = changeOfCounts(was?.counts ?? null, is?.counts ?? null);
  const part = { counts, ...difference(was?.durations ?? [], is?.durations ?? []) };
  return counts.length + part.into.length + part.out.length === 0 ? null : part;
}

/** The turns of a call that counts in the same cells as before: most often one is new. */
function turnsStill(was: Placed, is: Placed): Share<CellPart>[] {
  const { left, entered } = changedTurns(was.turns, is.turns);
  const [turn, ...more] = entered;
  if (left.length > 0 || more.length > 0) return turnsMovedByCell(was, left, is, entered);
  if (!turn) return [];
  const keys = turnKeys(is, turn);
  return turnShares(keys, unsplitOf(keys), (partOf) => entering(partOf(turn)));
}

/** The turns of a call that counts in other cells now, or no more, or for the first time. */
function turnsElsewhere(was: Placed | null, is: Placed | null): Share<CellPart>[] {
  return turnsMovedByCell(was, was?.turns ?? [], is, is?.turns ?? []);
}

function turnsMovedByCell(
  was: Placed | null,
  left: readonly TurnState[],
  is: Placed | null,
  entered: readonly TurnState[],
): Share<CellPart>[] {
  return movesOf(was ? byCells(was, left) : [], is ? byCells(is, entered) : []).flatMap(
    ({ keys, unsplit, ...moving }) => {
      // A turn that was there before and after changes nothing: it is not even measured.
      const out = without(moving.left, moving.entered);
      const into = without(moving.entered, moving.left);
      if (out.length + into.length === 0) return [];
      return turnShares(keys, unsplit, (partOf) => turnsMoved(out, into, partOf));
    },
  );
}

/** The turns under the keys of the cells they count in: those of the same minute have the very same keys. */
function byCells(placed: Placed, turns: readonly TurnState[]): TurnsOfCells[] {
  const groups = new Map<readonly string[], TurnState[]>();
  for (const turn of turns) {
    const keys = turnKeys(placed, turn);
    const group = groups.get(keys);
    if (group) group.push(turn);
    else groups.set(keys, [turn]);
  }
  return [...groups].map(([keys, group]) => ({ keys, turns: group }));
}

type PartOf = (turn: TurnState) => TurnPart;

/** What turns change in cells with these keys: first in all of them, then in those that are not split. */
function turnShares(
  keys: readonly string[],
  unsplit: readonly string[],
  changeBy: (partOf: PartOf) => CellPart | null,
): Share<CellPart>[] {
  const shares = share(keys, changeBy(turnPart));
  if (unsplit.length > 0) shares.push(...share(unsplit, changeBy(unsplitPart)));
  return shares;
}

function without(turns: readonly TurnState[], others: readonly TurnState[]): readonly TurnState[] {
  if (turns.length === 0 || others.length === 0) return turns;
  const there = new Set(others);
  return turns.filter((turn) => !there.has(turn));
}

function entering({ counts, values }: TurnPart): CellPart | null {
  return counts.length + values.length === 0 ? null : { counts, into: values, out: [] };
}

function share(keys: readonly string[], part: CellPart | null): Share<CellPart>[] {
  return part && keys.length > 0 ? [{ keys, part }] : [];
}
