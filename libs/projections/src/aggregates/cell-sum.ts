import { HistogramSum, type HistogramState } from '@callscope/histogram';
import { type AggregatesRow, type Distribution, DISTRIBUTIONS } from './aggregates.read-model';
import type { Figures } from './bucket';
import { OpenCounts } from './open-counts';

/** Several cells added up. */
export class CellSum implements Figures {
  #counts = new OpenCounts();
  readonly #histograms = DISTRIBUTIONS.map(() => new HistogramSum());

  get counts(): OpenCounts {
    return this.#counts;
  }

  clear(): void {
    this.#counts = new OpenCounts();
    for (const histogram of this.#histograms) histogram.clear();
  }

  add(cell: Figures): this {
    this.#counts.addAll(cell.counts);
    let place = 0;
    for (const sum of this.#histograms) {
      const histogram = cell.histogramAt(place);
      if (histogram) sum.add(histogram);
      place += 1;
    }
    return this;
  }

  histogramAt(place: number): HistogramState | null {
    const sum = this.#histograms[place];
    return sum && sum.n > 0 ? sum.toState() : null;
  }

  /** Plain data, independent of the cells. */
  toRow(): AggregatesRow {
    const histograms: { [name in Distribution]?: HistogramState } = {};
    for (const [place, name] of DISTRIBUTIONS.entries()) {
      const histogram = this.histogramAt(place);
      if (histogram) histograms[name] = histogram;
    }
    return { counts: this.#counts.settled(), histograms };
  }
}
