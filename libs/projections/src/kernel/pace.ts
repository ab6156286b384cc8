import { setImmediate, setTimeout } from 'node:timers/promises';

/** From so many events a millisecond on, more are waited for: a small page costs more an event than a large one. */
const QUICK_EVENTS_PER_MS = 1.5;
/** As many as a page should have. */
const WORTHWHILE_EVENTS = 250;
/** Nobody sees what happens later by more than this, however much happens. */
const LONGEST_MS = 50;

/**
 * When the next page is read. Where events come slowly, at once: they are shown as they come. Where they come quickly, a
 * little later, unless somebody waits.
 */
export class Pace {
  #readAt = -Infinity;
  #wakes: (() => void) | null = null;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** How long to wait for more, after a page with so many events; 0: not at all. */
  waitMs(events: number): number {
    const now = this.now();
    const perMs = events / (now - this.#readAt);
    this.#readAt = now;
    // Not a number where nothing came in no time.
    if (!(perMs >= QUICK_EVENTS_PER_MS)) return 0;
    return Math.min(LONGEST_MS, Math.floor(WORTHWHILE_EVENTS / perMs));
  }

  /** Leaves a turn to others, and then waits so long, or until it is hurried. */
  async pause(ms: number): Promise<void> {
    if (ms === 0) {
      await setImmediate();
      return;
    }
    const hurried = new Promise<void>((resolve) => {
      this.#wakes = resolve;
    });
    await Promise.race([setTimeout(ms, undefined, { ref: false }), hurried]);
    this.#wakes = null;
  }

  /** Somebody waits for the next page. */
  hurry(): void {
    this.#wakes?.();
  }
}
