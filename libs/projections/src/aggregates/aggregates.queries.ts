import type { Stats, StatsTotals } from '@callscope/call-state';
import type { Statement } from 'better-sqlite3';
import { tableName, type ViewsStore } from '../kernel';
import type { AggregatesRow } from './aggregates.read-model';
import { groupTotalsOf } from './aggregates.stats';
import type { BucketFigures, Figures } from './bucket';
import type { Cell, CellPart } from './cell';
import { CellSum } from './cell-sum';
import { cellKey, type Dimension, LIFETIME, type SplitBy } from './cells';
import { KeptSums } from './kept-sums';
import { Levels } from './levels';
import type { PeaksQuery } from './peaks';
import { type PlacedCell, placedCells } from './placed-cell';
import { type Span, spansOf } from './range';
import { ShownCells } from './shown-cells';
import { ShownGroups } from './shown-groups';
import { type Cells, type StatsQuery, windowStats } from './window-stats';

/** Reads of the totals. */
export class AggregatesQueries implements Cells {
  readonly #cells: { look(key: string): Cell };
  readonly #keys: Statement<[string, string, number, number], string>;
  readonly #levels: Levels;
  readonly #sums = new KeptSums();
  readonly #shown = new ShownCells();
  readonly #shownGroups = new ShownGroups();

  constructor(private readonly views: ViewsStore) {
    this.#cells = views.sums<AggregatesRow, CellPart>('aggregates') as { look(key: string): Cell };
    this.#keys = views.db
      .prepare<[string, string, number, number], string>(
        `SELECT key FROM ${tableName('aggregates')}
         WHERE dimension = ? AND resolution = ? AND start >= ? AND start < ? ORDER BY start`,
      )
      .pluck();
    this.#levels = new Levels(views.db);
  }

  /** Totals over every call there ever was. */
  totals(): AggregatesRow {
    return new CellSum().add(this.lifetime()).toRow();
  }

  /** The same, as they stand: to be read at once. */
  lifetime(): Figures {
    return this.#cells.look(cellKey(LIFETIME));
  }

  /** Totals over the calls that began, and the turns that ended, in [from, to): whole minutes, epoch ms. */
  totalsBetween(from: number, to: number): AggregatesRow {
    return this.#sums.summed(this.cells(from, to, 'day')).toRow();
  }

  /** The figures of a window, as of `now` (epoch ms). */
  stats(query: StatsQuery, now: number): Stats {
    return windowStats(this, query, { position: this.views.position, at: now });
  }

  /** The same as JSON: a text goes to another thread, and out of the door, without being taken apart. */
  statsJson(query: StatsQuery, now: number): string {
    return JSON.stringify(this.stats(query, now));
  }

  /** Lifetime totals by the values of a dimension. */
  lifetimeGroups(dimension: SplitBy): PlacedCell[] {
    return this.#placed({ resolution: 'all', from: 0, to: 1 }, dimension);
  }

  /** The cells of [from, to), none longer than `coarsest`, in order of time. */
  cells(from: number, to: number, coarsest: Exclude<Span['resolution'], 'all'>, splitBy: Dimension = ''): PlacedCell[] {
    return spansOf(from, to, coarsest).flatMap((span) => this.#placed(span, splitBy));
  }

  /** The most calls active at once in each bucket that has to be told, by its beginning. */
  activePeaks(query: PeaksQuery): ReadonlyMap<number, number> {
    return this.#levels.peaks(query);
  }

  /** What cells add up to, those of one value side by side and in order of time; to be read before the next sum. */
  summed(cells: readonly PlacedCell[]): Figures {
    const [only] = cells;
    return only && cells.length === 1 ? only.cell : this.#sums.summed(cells);
  }

  /** What a series shows of a cell. */
  shown(cell: Cell): BucketFigures {
    return this.#shown.of(cell);
  }

  /** What is shown of a group of cells of one value, in order of time. */
  shownGroup(cells: readonly PlacedCell[]): StatsTotals {
    return this.#shownGroups.of(cells, () => groupTotalsOf(this.summed(cells)));
  }

  #placed({ resolution, from, to }: Span, dimension: Dimension): PlacedCell[] {
    const keys = this.#keys.all(dimension, resolution, from, to);
    return placedCells(keys, { resolution, dimension }, (key) => this.#cells.look(key));
  }
}
