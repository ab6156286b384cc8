import type { Cell } from './cell';
import { type Dimension, type Resolution, RESOLUTIONS } from './cells';

/** A cell with its beginning (epoch ms), and what it holds of its dimension. */
export interface PlacedCell {
  readonly key: string;
  readonly start: number;
  readonly value: string;
  readonly cell: Cell;
  /** The same for the cells of a dimension and value that may be summed once for many windows (kept-sums.ts). */
  readonly run: number;
}

const CELLS_OF_RUN = 10;

/** The cells under these keys, of one resolution and dimension. */
export function placedCells(
  keys: readonly string[],
  { resolution, dimension }: { readonly resolution: Resolution; readonly dimension: Dimension },
  look: (key: string) => Cell,
): PlacedCell[] {
  const runMs = resolution === 'all' ? Infinity : CELLS_OF_RUN * RESOLUTIONS[resolution];
  // As `cellOfKey`, which for a few hundred keys would make many texts that nobody reads.
  const begin = resolution.length + 1;
  const beforeValue = dimension.length + 2;
  return keys.map((key) => {
    const end = key.indexOf('|', begin);
    const start = Number(key.slice(begin, end));
    return { key, start, value: key.slice(end + beforeValue), cell: look(key), run: Math.floor(start / runMs) };
  });
}
