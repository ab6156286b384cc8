import { HistogramDraft, type PreparedValue } from '@callscope/histogram';
import type { OpenRow } from '../kernel';
import { type AggregatesRow, type Distribution, DISTRIBUTIONS, placeOf } from './aggregates.read-model';
import type { Figures } from './bucket';
import type { CountChange } from './counts';
import { OpenCounts } from './open-counts';

/** Values of distributions: put in, or taken out. A distribution is said by its place in `DISTRIBUTIONS`. */
export type Measured = readonly (readonly [place: number, PreparedValue])[];

/** What a change adds to a cell. Values go in before others go out: an extreme that stays is never lost. */
export interface CellPart {
  readonly counts: CountChange;
  readonly into: Measured;
  readonly out: Measured;
}

/** Smallest and largest value of a distribution, in ms, as far as they are known. */
type ExtremesMark = { readonly [name in Distribution]?: readonly [min: number | null, max: number | null] };

let stamps = 0;

/** A cell of totals that is changed in place. */
export class Cell implements OpenRow<AggregatesRow, CellPart>, Figures {
  readonly counts: OpenCounts;
  /**
   * Another one after each change, and never that of another cell, nor of the same one read anew: as long as it is
   * found again, what was reckoned from the cell holds.
   */
  #stamp = (stamps += 1);
  /** By the place of the distribution: what is measured goes into many cells, and a list is found quickest. */
  readonly #histograms: (HistogramDraft | null)[];

  /** Takes the row over: nobody else may use it any more. */
  constructor(row: AggregatesRow | null) {
    this.counts = new OpenCounts(row?.counts);
    this.#histograms = DISTRIBUTIONS.map((name) => {
      const state = row?.histograms[name];
      return state ? HistogramDraft.owning(state) : null;
    });
  }

  get stamp(): number {
    return this.#stamp;
  }

  histogram(name: Distribution): HistogramDraft | null {
    return this.histogramAt(placeOf(name));
  }

  histogramAt(place: number): HistogramDraft | null {
    return this.#histograms[place] ?? null;
  }

  add({ counts, into, out }: CellPart): void {
    // First: should a value be refused, what came before it has changed the cell already.
    this.#stamp = stamps += 1;
    for (const [slot, by] of counts) this.counts.add(slot, by);
    for (const [place, value] of into) this.#draft(place).addPrepared(value);
    for (const [place, value] of out) this.#draft(place).removePrepared(value);
  }

  /** The extremes: a value that was taken out again may have hidden them. */
  mark(): ExtremesMark {
    const marks = DISTRIBUTIONS.map((name) => [name, this.histogram(name)] as const);
    return Object.fromEntries(marks.flatMap(([name, draft]) => (draft ? [[name, [draft.min, draft.max]]] : [])));
  }

  settle(mark: ExtremesMark): void {
    this.#stamp = stamps += 1;
    for (const name of DISTRIBUTIONS) {
      const extremes = mark[name];
      if (extremes) this.histogram(name)?.setExtremes(...extremes);
    }
  }

  toRow(): AggregatesRow | null {
    if (this.counts.empty) return null;
    const histograms: { [name in Distribution]?: HistogramDraft } = {};
    for (const name of DISTRIBUTIONS) {
      const histogram = this.histogram(name);
      if (histogram && !histogram.empty) histograms[name] = histogram;
    }
    return { counts: this.counts.settled(), histograms };
  }

  #draft(place: number): HistogramDraft {
    return (this.#histograms[place] ??= new HistogramDraft());
  }
}
