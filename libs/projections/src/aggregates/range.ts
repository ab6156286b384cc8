import { type Resolution, RESOLUTIONS } from './cells';

/** Whole cells of one length, one after the other: [from, to) in epoch ms. */
export interface Span {
  readonly resolution: Resolution;
  readonly from: number;
  readonly to: number;
}

/** The largest cells of which a range is made. */
const COARSEST_FIRST = ['day', 'hour', 'minute'] as const;

/**
 * A range of whole minutes as the fewest runs of cells: days in the middle, hours beside them, minutes at the ends.
 * Cells are no longer than `coarsest`.
 */
export function spansOf(from: number, to: number, coarsest: keyof typeof RESOLUTIONS): Span[] {
  const [resolution, ...finer] = COARSEST_FIRST.slice(COARSEST_FIRST.indexOf(coarsest));
  if (!resolution || from >= to) return [];
  const ms = RESOLUTIONS[resolution];
  const [first, last] = [Math.ceil(from / ms) * ms, Math.floor(to / ms) * ms];
  const [next] = finer;
  if (!next) return [{ resolution, from, to }];
  if (first >= last) return spansOf(from, to, next);
  return [...spansOf(from, first, next), { resolution, from: first, to: last }, ...spansOf(last, to, next)];
}

/** From and to widened to whole minutes. */
export function wholeMinutes(from: number, to: number): { from: number; to: number } {
  const { minute } = RESOLUTIONS;
  return { from: Math.floor(from / minute) * minute, to: Math.ceil(to / minute) * minute };
}
