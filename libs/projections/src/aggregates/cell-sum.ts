import { HistogramSum, type HistogramState } from '@callscope/histogram';
import { type AggregatesRow, type Distribution, DISTRIBUTIONS } from './aggregates.read-model';
import type { Cell } from './cell';
import { OpenCounts } from './open-counts';

/** Several cells added up. */
export class CellSum {
  readonly #counts = new OpenCounts();
  readonly #histograms = new Map<Distribution, HistogramSum>();

  add({ counts, histograms }: Pick<Cell, 'counts' | 'histograms'>): this {
    this.#counts.addAll(counts);
    for (const [name, histogram] of histograms) this.#histogram(name).add(histogram);
    return this;
  }

  /** Plain data, independent of the cells. */
  toRow(): AggregatesRow {
    const histograms: { [name in Distribution]?: HistogramState } = {};
    for (const name of DISTRIBUTIONS) {
      const sum = this.#histograms.get(name);
      if (sum && sum.n > 0) histograms[name] = sum.toState();
    }
    return { counts: this.#counts.settled(), histograms };
  }

  #histogram(name: Distribution): HistogramSum {
    const known = this.#histograms.get(name);
    if (known) return known;
    const made = new HistogramSum();
    this.#histograms.set(name, made);
    return made;
  }
}
