import { HistogramSum, type HistogramState } from '@callscope/histogram';
import { type AggregatesRow, type Distribution, DISTRIBUTIONS, placeOf } from './aggregates.read-model';
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
    for (const [place, sum] of this.#histograms.entries()) {
      const histogram = cell.histogram(DISTRIBUTIONS[place] as Distribution);
      if (histogram) sum.add(histogram);
    }
    return this;
  }

  histogram(name: Distribution): HistogramState | null {
    const sum = this.#histograms[placeOf(name)];
    return sum && sum.n > 0 ? sum.toState() : null;
  }

  /** Plain data, independent of the cells. */
  toRow(): AggregatesRow {
    const histograms: { [name in Distribution]?: HistogramState } = {};
    for (const name of DISTRIBUTIONS) {
      const histogram = this.histogram(name);
      if (histogram) histograms[name] = histogram;
    }
    return { counts: this.#counts.settled(), histograms };
  }
}
