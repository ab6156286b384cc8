import { setTimeout as delay } from 'node:timers/promises';

/** Waits until it holds; five seconds at most. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 100; n += 1) {
    if (await holds()) return;
    await delay(50);
  }
  throw new Error('it did not come to pass');
}
