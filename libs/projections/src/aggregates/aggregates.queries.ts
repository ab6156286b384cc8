import { costSummary, type StatsBucket } from '@callscope/call-state';
import { percentiles } from '@callscope/histogram';
import { Inject, Injectable } from '@nestjs/common';
import type { Statement } from 'better-sqlite3';
import { VIEWS_STORE, type ViewsStore } from '../kernel';
import { type AggregatesRow, NO_CALLS } from './aggregates.read-model';
import { addCosts } from './additive';
import { costsOfTotals, sum } from './aggregates.stats';
import { cellKey, type Dimension, LIFETIME, type RESOLUTIONS } from './cells';
import { merged } from './merge';
import { type Span, spansOf } from './range';

/** A cell with its beginning (epoch ms) and the value of its dimension. */
export interface CellTotals {
  readonly start: number;
  readonly value: string;
  readonly row: AggregatesRow;
}

interface CellRow {
  readonly start: number;
  readonly value: string;
  readonly row: string;
}

/** Reads of the totals. */
@Injectable()
export class AggregatesQueries {
  readonly #one: Statement<[string], { row: string }>;
  readonly #span: Statement<[string, string, number, number], CellRow>;

  constructor(@Inject(VIEWS_STORE) private readonly views: ViewsStore) {
    this.#one = views.db.prepare('SELECT row FROM view_aggregates WHERE key = ?');
    this.#span = views.db.prepare(
      `SELECT start, value, row FROM view_aggregates
       WHERE dimension = ? AND resolution = ? AND start >= ? AND start < ? ORDER BY start`,
    );
  }

  /** Position up to which these figures stand. */
  get position(): number {
    return this.views.position;
  }

  /** Totals over every call there ever was. */
  totals(): AggregatesRow {
    const found = this.#one.get(cellKey(LIFETIME));
    return found ? (JSON.parse(found.row) as AggregatesRow) : NO_CALLS;
  }

  /** Lifetime totals by the values of a dimension. */
  lifetimeGroups(dimension: Dimension): CellTotals[] {
    return this.#cells({ resolution: 'all', from: 0, to: 1 }, dimension);
  }

  /** The cells of [from, to), none longer than `coarsest`, in order of time. */
  cells(from: number, to: number, coarsest: keyof typeof RESOLUTIONS, dimension: Dimension = ''): CellTotals[] {
    return spansOf(from, to, coarsest).flatMap((span) => this.#cells(span, dimension));
  }

  #cells({ resolution, from, to }: Span, dimension: Dimension): CellTotals[] {
    const found = this.#span.all(dimension, resolution, from, to);
    return found.map(({ start, value, row }) => ({ start, value, row: JSON.parse(row) as AggregatesRow }));
  }
}

/** Cells as a series of buckets; a bucket in which nothing happened is left out. */
export function seriesOf(cells: readonly CellTotals[], bucketMs: number): StatsBucket[] {
  const buckets = new Map<number, AggregatesRow[]>();
  for (const { start, row } of cells) {
    const at = Math.floor(start / bucketMs) * bucketMs;
    const rows = buckets.get(at);
    if (rows) rows.push(row);
    else buckets.set(at, [row]);
  }
  return [...buckets].map(([at, rows]) => bucketOf(at, merged(rows)));
}

function bucketOf(at: number, row: AggregatesRow): StatsBucket {
  const { n, p50, p95 } = percentiles(row.latency.response_ms);
  const cost = costSummary(costsOfTotals(addCosts(row.ended_costs, row.active_costs)));
  return { at, calls: sum(row.ended) + sum(row.active), cost_usd: cost.total_usd, response_ms: { n, p50, p95 } };
}
