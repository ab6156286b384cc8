import type { CallRow } from '@callscope/call-state';
import { endOf } from '../feed/row-order';
import { startOf } from '../format/call-words';
import type { Slot } from './slots';

/**
 * The most calls that were active at once in each slot, by its beginning. The board holds all live calls and those that
 * ended last: unless it is `whole`, what was before the first of these ends it cannot know, and slots with that in them
 * are left out. The last one is told in any case, as far as it is known: what is active now belongs to it.
 */
export function activePeaks(
  rows: readonly CallRow[],
  slots: readonly Slot[],
  whole: boolean,
): ReadonlyMap<number, number> {
  const ended = rows.filter((row) => !row.live);
  const known = whole ? -Infinity : ended.reduce((first, row) => Math.min(first, endOf(row)), Infinity);
  const changes = rows
    .flatMap((row): [at: number, by: number][] => {
      const start = startOf(row);
      return start === null ? [] : [[start, 1], ...(row.live ? [] : [[endOf(row), -1] as [number, number]])];
    })
    .sort(([at, by], [other, otherBy]) => at - other || by - otherBy);
  const peaks = new Map<number, number>();
  let [level, next] = [0, 0];
  const rise = (): number => (level += changes[next++]?.[1] ?? 0);
  const isBefore = (at: number): boolean => (changes[next]?.[0] ?? Infinity) < at;
  for (const { from, to } of slots) {
    while (isBefore(from + 1)) rise();
    let peak = level;
    while (isBefore(to)) peak = Math.max(peak, rise());
    if (from >= known || from === slots.at(-1)?.from) peaks.set(from, peak);
  }
  return peaks;
}
