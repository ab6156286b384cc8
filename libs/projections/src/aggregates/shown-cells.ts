import { type BucketFigures, figuresOf } from './bucket';
import type { Cell } from './cell';

const KEPT = 2_000;

/** What a series shows of cells, kept as long as they stay as they are. */
export class ShownCells {
  /** By stamp. */
  readonly #shown = new Map<number, BucketFigures>();

  of(cell: Cell): BucketFigures {
    const known = this.#shown.get(cell.stamp);
    if (known) return known;
    const shown = figuresOf(cell);
    // The minutes that go on leave one behind for each request.
    if (this.#shown.size >= KEPT) this.#shown.clear();
    this.#shown.set(cell.stamp, shown);
    return shown;
  }
}
