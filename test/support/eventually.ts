import { setTimeout as delay } from 'node:timers/promises';

const WITHIN_MS = 30_000;
const PAUSE_MS = 40;

/**
 * Reads again until `check`, made of expectations, lets the value pass, and answers with that value. For what a page
 * paints or a service counts a moment after its cause: nothing is done again but the reading. After `withinMs` it throws
 * what the check, or the reading, has failed with last, so that the difference is told.
 */
export async function eventually<T>(
  read: () => T | Promise<T>,
  check: (value: T) => void,
  withinMs = WITHIN_MS,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      const value = await read();
      check(value);
      return value;
    } catch (failure) {
      if (performance.now() >= end) throw failure;
    }
    await delay(PAUSE_MS);
  }
}
