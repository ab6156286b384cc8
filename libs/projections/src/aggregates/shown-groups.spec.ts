import { Cell } from './cell';
import { slotOf } from './open-counts';
import { type PlacedCell, placedCells } from './placed-cell';
import { groupTotalsOf } from './aggregates.stats';
import { ShownGroups } from './shown-groups';

const MINUTE = 60_000;
const one = { counts: [[slotOf('turns:completed'), 1]], into: [], out: [] } as const;

/** Cells of one agent, one for each of these minutes, with a turn in each. */
function minutes(...which: number[]): PlacedCell[] {
  const keys = which.map((minute) => `minute|${minute * MINUTE}|agent|ada`);
  return placedCells(keys, { resolution: 'minute', dimension: 'agent' }, () => {
    const cell = new Cell(null);
    cell.add(one);
    return cell;
  });
}

describe('ShownGroups', () => {
  const show = jest.fn((cells: readonly PlacedCell[]) => {
    const last = cells.at(-1)?.cell ?? new Cell(null);
    return { ...groupTotalsOf(last), turns: { completed: cells.length, interrupted: 0 } };
  });
  beforeEach(() => show.mockClear());

  it('shows a group once, as long as its cells stay as they are', () => {
    const [groups, cells] = [new ShownGroups(), minutes(1, 2, 3)];
    expect(groups.of(cells, show)).toBe(groups.of([...cells], show));
    expect(show).toHaveBeenCalledTimes(1);
  });

  it.each([0, 1, 2])('shows it anew when its cell %i has changed', (changed) => {
    const [groups, cells] = [new ShownGroups(), minutes(1, 2, 3)];
    groups.of(cells, show);
    cells[changed]!.cell.add(one);
    groups.of(cells, show);
    expect(show).toHaveBeenCalledTimes(2);
  });

  it('shows it anew when one of its cells has come or gone', () => {
    const [groups, cells] = [new ShownGroups(), minutes(1, 2, 3)];
    expect(groups.of(cells, show).turns.completed).toBe(3);
    expect(groups.of([cells[0]!, cells[2]!], show).turns.completed).toBe(2);
    expect(groups.of(cells, show).turns.completed).toBe(3);
  });

  it('keeps groups apart', () => {
    const [groups, ada] = [new ShownGroups(), minutes(1, 2, 3)];
    const bob = minutes(1, 2).map((cell) => ({ ...cell, key: cell.key.replace('ada', 'bob'), value: 'bob' }));
    for (let time = 0; time < 2; time += 1) {
      expect([groups.of(ada, show).turns.completed, groups.of(bob, show).turns.completed]).toEqual([3, 2]);
    }
    expect(show).toHaveBeenCalledTimes(2);
  });
});
