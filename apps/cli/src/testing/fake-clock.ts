import type { Clock } from '../clock';

export interface FakeClock extends Clock {
  readonly waits: readonly number[];
}

/** Time passes only by waiting for it, and then at once. */
export function fakeClock(startMs = 1_800_000_000_000): FakeClock {
  const waits: number[] = [];
  let nowMs = startMs;
  return {
    waits,
    nowMs: () => nowMs,
    async waitUntil(timeMs, signal) {
      if (signal.aborted || timeMs <= nowMs) return;
      waits.push(timeMs - nowMs);
      await new Promise(setImmediate);
      nowMs = Math.max(nowMs, timeMs);
    },
  };
}
