import { HEADLINE_STAGES } from '@callscope/call-state';
import { normalise } from '@callscope/histogram';
import type { AggregatesRow } from '../aggregates/aggregates.read-model';
import type { Cells } from './folds';

/** The cells in order of their keys, as they are stored. */
export function storedCells(cells: Cells): string {
  return JSON.stringify([...cells].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same without what the history of a histogram may leave behind. */
export function settledCells(cells: Cells): string {
  const rows = [...cells].map(([name, row]): [string, AggregatesRow] => {
    const latency = HEADLINE_STAGES.map((stage) => [stage, normalise(row.latency[stage])]);
    return [name, { ...row, durations: normalise(row.durations), latency: Object.fromEntries(latency) }];
  });
  return storedCells(new Map(rows));
}
