/** From here on a number is epoch milliseconds, below it epoch seconds: the SDKs send both under one name. */
const FIRST_MILLISECONDS = 1e11;
const YEAR_2000_MS = Date.UTC(2000, 0, 1);
const ONE_DAY_MS = 86_400_000;

/**
 * A moment as a Patter SDK tells it, in epoch ms; null when it is absent or cannot be true: before the year 2000
 * (0 means "no time") or more than a day after we received it.
 */
export function momentMs(value: number | string | null | undefined, receivedAt: number): number | null {
  if (value === null || value === undefined) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : value >= FIRST_MILLISECONDS ? value : value * 1_000;
  const rounded = Math.round(ms);
  return rounded >= YEAR_2000_MS && rounded <= receivedAt + ONE_DAY_MS ? rounded : null;
}
