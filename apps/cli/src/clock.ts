import { setTimeout as delay } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since 1970; never steps back. */
  nowMs(): number;
  /** Comes back at that time, or as soon as the signal says to stop. */
  waitUntil(timeMs: number, signal: AbortSignal): Promise<void>;
}

/** setTimeout fires at once when asked for more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  async waitUntil(timeMs, signal) {
    for (let left = timeMs - this.nowMs(); left > 0 && !signal.aborted; left = timeMs - this.nowMs()) {
      await delay(Math.min(Math.ceil(left), LONGEST_TIMER_MS), undefined, { signal }).catch(() => undefined);
    }
  },
};
