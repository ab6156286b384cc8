import type { HistogramState } from './state';
import { bucketIndex, countable, ZERO_BUCKET } from './mapping';
import { emptyHistogram, settled } from './state';

/**
 * A histogram that is changed in place, for many values at once: `toState` gives exactly what the same `add` and
 * `remove` calls, one after the other, would have made of the state it began with.
 */
export class HistogramDraft {
  #n: number;
  #min: number | null;
  #max: number | null;
  readonly #buckets = new Map<number, number>();

  constructor(from: HistogramState = emptyHistogram()) {
    this.#n = from.n;
    this.#min = from.min;
    this.#max = from.max;
    for (let place = 0; place < from.buckets.length; place += 2) {
      this.#buckets.set(from.buckets[place] as number, from.buckets[place + 1] as number);
    }
  }

  /** Puts in one value in ms. */
  add(valueMs: number): void {
    const value = countable(valueMs);
    const index = bucketIndex(value);
    this.#min = this.#n === 0 ? value : this.#joined(this.#min, value, index, 'min');
    this.#max = this.#n === 0 ? value : this.#joined(this.#max, value, index, 'max');
    this.#buckets.set(index, (this.#buckets.get(index) ?? 0) + 1);
    this.#n += 1;
    this.#settle();
  }

  /** Takes out one value in ms, the very one that was put in. Throws a RangeError when it cannot be in. */
  remove(valueMs: number): void {
    const value = countable(valueMs);
    const index = bucketIndex(value);
    const count = this.#buckets.get(index) ?? 0;
    if (count === 0) throw new RangeError(`cannot remove ${value} ms: its histogram bucket is empty`);
    if ((this.#min !== null && value < this.#min) || (this.#max !== null && value > this.#max)) {
      throw new RangeError(`cannot remove ${value} ms: it lies outside of the histogram`);
    }
    if (count === 1) this.#buckets.delete(index);
    else this.#buckets.set(index, count - 1);
    this.#n -= 1;
    const allEqual = this.#min !== null && this.#min === this.#max;
    if (!allEqual && this.#min === value) this.#min = null;
    if (!allEqual && this.#max === value) this.#max = null;
    this.#settle();
  }

  toState(): HistogramState {
    const row: number[] = [];
    for (const index of [...this.#buckets.keys()].sort((a, b) => a - b)) {
      row.push(index, this.#buckets.get(index) as number);
    }
    return settled(this.#n, this.#min, this.#max, row);
  }

  /** The extreme with one more value; an unknown one stays unknown unless the value lies in a bucket beyond all. */
  #joined(known: number | null, value: number, index: number, side: 'min' | 'max'): number | null {
    if (known !== null) return side === 'min' ? Math.min(known, value) : Math.max(known, value);
    const beyond = side === 'min' ? index < this.#outermost(Math.min) : index > this.#outermost(Math.max);
    return beyond ? value : null;
  }

  /** What follows of the extremes from the rest, as `settled` has it. */
  #settle(): void {
    if (this.#n === 0) {
      this.#min = this.#max = null;
      return;
    }
    if (this.#min === null && this.#buckets.has(ZERO_BUCKET)) this.#min = 0;
    if (this.#max === null && this.#buckets.size === 1 && this.#buckets.has(ZERO_BUCKET)) this.#max = 0;
    if (this.#n === 1) this.#min = this.#max = this.#min ?? this.#max;
  }

  #outermost(pick: (a: number, b: number) => number): number {
    return [...this.#buckets.keys()].reduce((a, b) => pick(a, b));
  }
}
