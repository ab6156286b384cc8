import type { StatsTotals } from '@callscope/call-state';
import type { PlacedCell } from './placed-cell';

interface ShownGroup {
  /** Of its cells, in their order. */
  readonly stamps: readonly number[];
  readonly totals: StatsTotals;
}

const KEPT = 500;

/**
 * What is shown of groups of cells: of an agent, a mode and so on. It is kept as long as all cells of a group stay as
 * they are, which is so for most groups from one request to the next: to add them up and find their percentiles is what
 * a window that is split takes longest for.
 */
export class ShownGroups {
  /** By the first and the last cell. */
  readonly #shown = new Map<string, ShownGroup>();

  of(cells: readonly PlacedCell[], show: (cells: readonly PlacedCell[]) => StatsTotals): StatsTotals {
    const name = `${cells[0]?.key} ${cells.at(-1)?.key}`;
    const known = this.#shown.get(name);
    if (known && isSame(known.stamps, cells)) return known.totals;
    const shown = { stamps: cells.map(({ cell }) => cell.stamp), totals: show(cells) };
    if (this.#shown.size >= KEPT) this.#shown.clear();
    this.#shown.set(name, shown);
    return shown.totals;
  }
}

function isSame(stamps: readonly number[], cells: readonly PlacedCell[]): boolean {
  return stamps.length === cells.length && cells.every(({ cell }, place) => cell.stamp === stamps[place]);
}
