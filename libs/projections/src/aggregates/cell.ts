import { HistogramDraft, type PreparedValue } from '@callscope/histogram';
import type { OpenRow } from '../kernel';
import { type AggregatesRow, type Distribution, DISTRIBUTIONS } from './aggregates.read-model';
import type { CountChange } from './counts';
import { OpenCounts } from './open-counts';

/** Values of distributions: put in, or taken out. */
export type Measured = readonly (readonly [Distribution, PreparedValue])[];

/** What a change adds to a cell. Values go in before others go out: an extreme that stays is never lost. */
export interface CellPart {
  readonly counts: CountChange;
  readonly into: Measured;
  readonly out: Measured;
}

/** Smallest and largest value of a distribution, in ms, as far as they are known. */
type ExtremesMark = { readonly [name in Distribution]?: readonly [min: number | null, max: number | null] };

/** A cell of totals that is changed in place. */
export class Cell implements OpenRow<AggregatesRow, CellPart> {
  readonly #counts: OpenCounts;
  readonly #histograms = new Map<Distribution, HistogramDraft>();

  /** Takes the row over: nobody else may use it any more. */
  constructor(row: AggregatesRow | null) {
    this.#counts = new OpenCounts(row?.counts);
    for (const name of DISTRIBUTIONS) {
      const state = row?.histograms[name];
      if (state) this.#histograms.set(name, HistogramDraft.owning(state));
    }
  }

  get counts(): OpenCounts {
    return this.#counts;
  }

  /** Those that are not here hold nothing. */
  get histograms(): ReadonlyMap<Distribution, HistogramDraft> {
    return this.#histograms;
  }

  add({ counts, into, out }: CellPart): void {
    for (const [slot, by] of counts) this.#counts.add(slot, by);
    for (const [name, value] of into) this.#histogram(name).addPrepared(value);
    for (const [name, value] of out) this.#histogram(name).removePrepared(value);
  }

  /** The extremes: a value that was taken out again may have hidden them. */
  mark(): ExtremesMark {
    return Object.fromEntries([...this.#histograms].map(([name, { min, max }]) => [name, [min, max]]));
  }

  settle(mark: ExtremesMark): void {
    for (const name of DISTRIBUTIONS) {
      const extremes = mark[name];
      if (extremes) this.#histograms.get(name)?.setExtremes(...extremes);
    }
  }

  toRow(): AggregatesRow | null {
    if (this.#counts.empty) return null;
    const histograms: { [name in Distribution]?: HistogramDraft } = {};
    for (const name of DISTRIBUTIONS) {
      const histogram = this.#histograms.get(name);
      if (histogram && !histogram.empty) histograms[name] = histogram;
    }
    return { counts: this.#counts.settled(), histograms };
  }

  #histogram(name: Distribution): HistogramDraft {
    const known = this.#histograms.get(name);
    if (known) return known;
    const made = new HistogramDraft();
    this.#histograms.set(name, made);
    return made;
  }
}
