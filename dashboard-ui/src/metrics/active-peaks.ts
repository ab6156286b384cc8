import type { Slot } from './slots';

/**
 * The most calls that were active at once in each slot, by its beginning, as the service tells it. It tells of a bucket
 * when something happens: since the last one that it told nothing has, and those that are active now were all along.
 * What it left out before that is a time in which no call was active.
 */
export function activePeaks(slots: readonly Slot[], activeNow: number): ReadonlyMap<number, number> {
  const told = slots.findLastIndex(({ bucket }) => bucket !== null);
  return new Map(slots.map(({ from, bucket }, index) => [from, bucket?.active_peak ?? (index > told ? activeNow : 0)]));
}
