import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const REPORTED_WITHIN_MS = 50;

/** When this process stood still because garbage was collected, on the clock of `performance.now()`. */
export class GcPauses {
  readonly #pauses: { readonly from: number; readonly to: number }[] = [];
  readonly #observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      this.#pauses.push({ from: startTime, to: startTime + duration });
    }
  });

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** The pauses are told a while after they were. */
  async stop(): Promise<void> {
    await sleep(REPORTED_WITHIN_MS);
    this.#observer.disconnect();
    this.#pauses.sort((a, b) => a.from - b.from);
  }

  /** Did one lie in these ms, in part at least? */
  isIn(from: number, to: number): boolean {
    let [low, high] = [0, this.#pauses.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pauses[middle]?.to ?? Infinity) < from) low = middle + 1;
      else high = middle;
    }
    return (this.#pauses[low]?.from ?? Infinity) <= to;
  }
}
