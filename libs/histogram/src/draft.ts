import { putIn, takeOut } from './in-place';
import { prepared, type PreparedValue } from './prepared';
import { emptyHistogram, type HistogramState, settleExtremes, type WritableHistogram } from './state';

/**
 * A histogram that is changed in place, for many values at once. It is after every step exactly what the same `add`
 * and `remove` calls would have made of the state it began with, and can be read as that state at any time: percentiles
 * and JSON are had without a copy. What is to outlive the next step is taken with `toState`.
 *
 * These four fields and no others, in this order: the JSON of a draft is the JSON of its state.
 */
export class HistogramDraft implements HistogramState {
  readonly n: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly buckets: number[];

  /** Copies the buckets; the state stays as it is. */
  constructor(from: HistogramState = emptyHistogram()) {
    this.n = from.n;
    this.min = from.min;
    this.max = from.max;
    this.buckets = from.buckets.slice();
  }

  /** Takes the state over without a copy: nobody may use it any more. For one that was just parsed from JSON. */
  static owning(state: HistogramState): HistogramDraft {
    const draft = new HistogramDraft();
    const fields: WritableHistogram = draft;
    fields.n = state.n;
    fields.min = state.min;
    fields.max = state.max;
    fields.buckets = state.buckets as number[];
    return draft;
  }

  get empty(): boolean {
    return this.n === 0;
  }

  /** Puts in one value in ms. */
  add(valueMs: number): void {
    putIn(this, prepared(valueMs));
  }

  /** Puts in one value that goes into other histograms as well. */
  addPrepared(value: PreparedValue): void {
    putIn(this, value);
  }

  /** Takes out one value in ms, the very one that was put in. Throws a RangeError, and changes nothing, as `remove`. */
  remove(valueMs: number): void {
    takeOut(this, prepared(valueMs));
  }

  /** Takes out one value that is taken out of other histograms as well. */
  removePrepared(value: PreparedValue): void {
    takeOut(this, value);
  }

  /** Sets what depends on history, to what it was found to be; of values the draft holds nothing changes. */
  setExtremes(min: number | null, max: number | null): void {
    setExtremes(this, min, max);
  }

  /** The state as of now, which the next step leaves alone. */
  toState(): HistogramState {
    return { n: this.n, min: this.min, max: this.max, buckets: this.buckets.slice() };
  }
}

function setExtremes(h: WritableHistogram, min: number | null, max: number | null): void {
  h.min = min;
  h.max = max;
  settleExtremes(h);
}
