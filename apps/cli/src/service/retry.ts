import type { Answer } from './answer';

export const MOST_RETRIES = 5;
export const LONGEST_WAIT_MS = 30_000;
const USUAL_WAIT_MS = 1_000;

/**
 * How long to wait before the same post goes again; undefined = the answer stands. Only what says "not now" is
 * tried again; that is safe because the service stores the same body once.
 */
export function waitBeforeRetry(answer: Answer, retriesSoFar: number, nowMs: number): number | undefined {
  if (retriesSoFar >= MOST_RETRIES) return undefined;
  switch (answer.kind) {
    case 'accepted':
      return undefined;
    case 'unreachable':
      return USUAL_WAIT_MS;
    case 'refused': {
      if (answer.status !== 503 && answer.status !== 429) return undefined;
      const waitMs = retryAfterMs(answer.retryAfter, nowMs) ?? USUAL_WAIT_MS;
      return waitMs <= LONGEST_WAIT_MS ? waitMs : undefined;
    }
  }
}

/** Retry-After is a number of seconds or a date (RFC 9110 §10.2.3). */
export function retryAfterMs(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const timeMs = Date.parse(value);
  return Number.isNaN(timeMs) ? undefined : Math.max(timeMs - nowMs, 0);
}
