import type { TurnState } from '@callscope/call-state';
import { isUnsplit } from './cells';

/** Turns, and the keys (`keysAt`) of all cells that every one of them counts in. */
export interface TurnsOfCells {
  readonly keys: readonly string[];
  readonly turns: readonly TurnState[];
}

/** Turns that leave some cells and turns that enter them: the same for each of these cells. */
export interface Move {
  readonly keys: string[];
  /** Those of the keys whose cells are not split. */
  readonly unsplit: string[];
  readonly left: TurnState[];
  readonly entered: TurnState[];
}

/** Places in lists of keys at which the same groups have the same key, and for each group the first of those. */
interface Alike {
  readonly firsts: readonly number[];
  readonly columns: number[];
}

/**
 * What moves in which cells. When a call is told what it is only at its end, all its turns move in twenty cells and
 * more, most of them alike: what happens in a cell is worked out once for all cells in which the same happens.
 */
export function movesOf(left: readonly TurnsOfCells[], entered: readonly TurnsOfCells[]): Move[] {
  const groups = [...left, ...entered];
  return alikeOf(groups).flatMap(({ firsts, columns }) => {
    const moves = new Map<number, Move>();
    for (const [number, { keys, turns }] of groups.entries()) {
      const first = firsts[number] ?? number;
      const move = moves.get(first) ?? moveIn(keys, columns);
      moves.set(first, move);
      (number < left.length ? move.left : move.entered).push(...turns);
    }
    return [...moves.values()];
  });
}

function moveIn(keys: readonly string[], columns: readonly number[]): Move {
  const keysOf = (which: readonly number[]): string[] => which.map((column) => keys[column] ?? '');
  return { keys: keysOf(columns), unsplit: keysOf(columns.filter(isUnsplit)), left: [], entered: [] };
}

function alikeOf(groups: readonly TurnsOfCells[]): Alike[] {
  const found: Alike[] = [];
  const firsts: number[] = [];
  const count = groups[0]?.keys.length ?? 0;
  for (let column = 0; column < count; column += 1) {
    for (let number = 0; number < groups.length; number += 1) firsts[number] = firstAlike(groups, column, number);
    const known = found.find((each) => each.firsts.every((first, number) => first === firsts[number]));
    if (known) known.columns.push(column);
    else found.push({ firsts: firsts.slice(), columns: [column] });
  }
  return found;
}

function firstAlike(groups: readonly TurnsOfCells[], column: number, number: number): number {
  const key = groups[number]?.keys[column];
  let first = 0;
  while (first < number && groups[first]?.keys[column] !== key) first += 1;
  return first;
}
