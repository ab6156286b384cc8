import { highestBucket, lowestBucket, numberAt } from './buckets';
import { furtherOut } from './extremes';
import { exactCount, settled, type HistogramState } from './state';

/** Buckets up to this one, 13 minutes, are there from the start; a longer duration makes room for itself. */
const FIRST_ROOM = 1_024;

/**
 * Many histograms added up: one counter for each bucket, where `merge` would write the row anew for each of them.
 * `toState` is exactly what `merge` makes of the same histograms, in whatever order: no order of merging, nor any
 * grouping, changes a state. Only what was removed before from one of them can leave an extreme unknown (`state.ts`).
 */
export class HistogramSum {
  #n = 0;
  #min: number | null = null;
  #max: number | null = null;
  /** Without values beyond every bucket on the wrong side, so that the first histogram's extremes win. */
  #lowest = Infinity;
  #highest = -Infinity;
  #counts = new Float64Array(FIRST_ROOM);

  get n(): number {
    return this.#n;
  }

  /** Nothing is in it any more; what `toState` gave stays as it is. For the next sum in the same room. */
  clear(): void {
    this.#counts.fill(0, Math.min(this.#lowest, this.#counts.length), this.#highest + 1);
    this.#n = 0;
    this.#min = this.#max = null;
    this.#lowest = Infinity;
    this.#highest = -Infinity;
  }

  /** Adds all values of a histogram, which is read now and may change after. */
  add(h: HistogramState): void {
    if (h.n === 0) return;
    const n = exactCount(this.#n + h.n);
    const { buckets } = h;
    const lowest = lowestBucket(buckets);
    const highest = highestBucket(buckets);
    this.#min = furtherOut(this.#min, this.#lowest, h.min, lowest, 'min');
    this.#max = furtherOut(this.#max, this.#highest, h.max, highest, 'max');
    this.#n = n;
    this.#lowest = Math.min(this.#lowest, lowest);
    this.#highest = Math.max(this.#highest, highest);
    const counts = this.#roomFor(highest);
    for (let place = 0; place < buckets.length; place += 2) {
      const index = numberAt(buckets, place);
      counts[index] = (counts[index] as number) + numberAt(buckets, place + 1);
    }
  }

  toState(): HistogramState {
    const row: number[] = [];
    for (let index = this.#lowest; index <= this.#highest; index += 1) {
      const count = this.#counts[index] as number;
      if (count > 0) row.push(index, count);
    }
    return settled(this.#n, this.#min, this.#max, row);
  }

  #roomFor(index: number): Float64Array {
    if (index < this.#counts.length) return this.#counts;
    const wider = new Float64Array(Math.max(index + 1, this.#counts.length * 2));
    wider.set(this.#counts);
    return (this.#counts = wider);
  }
}
