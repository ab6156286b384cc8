import { isoInstantMs } from '../kernel';

const YEAR_2000_MS = Date.UTC(2000, 0, 1);
const ONE_DAY_MS = 86_400_000;

export const OCCURRED_AT_RULE =
  'must be a time between 2000-01-01 and one day from now: epoch milliseconds, or ISO 8601 with a zone';

/** When it happened by the producer's clock, in whole epoch ms; null when that is no time, or cannot be true at `now`. */
export function occurredAtMs(value: unknown, now: number): number | null {
  const ms = typeof value === 'number' ? Math.round(value) : typeof value === 'string' ? isoInstantMs(value) : null;
  return ms !== null && ms >= YEAR_2000_MS && ms <= now + ONE_DAY_MS ? ms : null;
}
