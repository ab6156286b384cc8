const FIRST_MS = 500;
const LAST_MS = 15_000;

/**
 * How long to wait before the next try, in ms, after so many failed ones in a row (0: this is the first). Drawn from an
 * interval, so that many who were cut off together do not all come back at once; never below the floor.
 * @param random from 0 up to 1
 */
export function backoffMs(failures: number, floorMs: number, random: number): number {
  const wantedMs = Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  const lowMs = Math.max(floorMs, wantedMs / 2);
  const highMs = Math.max(wantedMs, floorMs * 1.5);
  return Math.round(lowMs + random * (highMs - lowMs));
}
