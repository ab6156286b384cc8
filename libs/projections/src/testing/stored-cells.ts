import { normalise } from '@callscope/histogram';
import type { AggregatesRow } from '../aggregates/aggregates.read-model';
import type { Cells } from './folds';

/** The cells in order of their keys, as they are stored. */
export function storedCells(cells: Cells): string {
  return JSON.stringify([...cells].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same without what the history of a histogram may leave behind. */
export function settledCells(cells: Cells): string {
  return storedCells(new Map([...cells].map(([name, row]) => [name, settledRow(row)])));
}

export function settledRow({ counts, histograms }: AggregatesRow): AggregatesRow {
  const settled = Object.entries(histograms).map(([name, histogram]) => [name, normalise(histogram)]);
  return { counts, histograms: Object.fromEntries(settled) as AggregatesRow['histograms'] };
}
