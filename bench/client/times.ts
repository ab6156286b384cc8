import type { GcPauses } from './gc-pauses';

const US_PER_MS = 1_000;

/** How long so many things took. Room for all is made at once: to keep a time makes no garbage. */
export class Times {
  readonly #began: Float64Array;
  readonly #tookMs: Float64Array;
  #count = 0;

  constructor(count: number) {
    this.#began = new Float64Array(count);
    this.#tookMs = new Float64Array(count);
  }

  add(began: number, ended: number): void {
    this.#began[this.#count] = began;
    this.#tookMs[this.#count] = ended - began;
    this.#count += 1;
  }

  /** All but `over_1_ms` in microseconds. */
  figures(pauses: GcPauses) {
    const sorted = this.#tookMs.slice(0, this.#count).sort();
    const at = (share: number): number => inUs(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
    let free = 0;
    for (let n = 0; n < this.#count; n += 1) {
      const [began = 0, took = 0] = [this.#began[n], this.#tookMs[n]];
      if (took > free && !pauses.isIn(began, began + took)) free = took;
    }
    return {
      p50: at(0.5),
      p99: at(0.99),
      p99_9: at(0.999),
      max: at(1),
      max_without_gc: inUs(free),
      over_1_ms: sorted.filter((ms) => ms > 1).length,
    };
  }
}

function inUs(ms: number): number {
  return Math.round(ms * US_PER_MS * 10) / 10;
}
