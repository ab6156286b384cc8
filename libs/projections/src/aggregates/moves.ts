import type { TurnState } from '@callscope/call-state';

/** Turns, and the keys of all cells that every one of them counts in. */
export interface TurnsOfCells {
  readonly keys: readonly string[];
  readonly turns: readonly TurnState[];
}

/** Turns that leave some cells and turns that enter them: the same for each of these cells. */
export interface Move {
  readonly keys: string[];
  readonly left: readonly TurnState[];
  readonly entered: readonly TurnState[];
}

interface Moving {
  readonly left: TurnsOfCells[];
  readonly entered: TurnsOfCells[];
}

/**
 * What moves in which cells. When a call is told what it is only at its end, all its turns move in twenty cells and
 * more, most of them alike: what happens in a cell is worked out once for all cells in which the same happens.
 */
export function movesOf(left: readonly TurnsOfCells[], entered: readonly TurnsOfCells[]): Move[] {
  const cells = new Map<string, Moving & { name: string }>();
  const at = (key: string): Moving & { name: string } => {
    const known = cells.get(key);
    if (known) return known;
    const made = { name: '', left: [], entered: [] };
    cells.set(key, made);
    return made;
  };
  for (const way of ['left', 'entered'] as const) {
    for (const [number, group] of (way === 'left' ? left : entered).entries()) {
      for (const key of group.keys) {
        const cell = at(key);
        cell[way].push(group);
        cell.name += `${way} ${number},`;
      }
    }
  }
  const alike = new Map<string, Move>();
  for (const [key, { name, ...moving }] of cells) {
    const known = alike.get(name);
    if (known) known.keys.push(key);
    else alike.set(name, { keys: [key], left: turnsOf(moving.left), entered: turnsOf(moving.entered) });
  }
  return [...alike.values()];
}

function turnsOf(groups: readonly TurnsOfCells[]): TurnState[] {
  return groups.flatMap(({ turns }) => turns);
}
