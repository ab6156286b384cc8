import type { Stats } from '@callscope/call-state';
import { Inject, Injectable } from '@nestjs/common';
import type { Statement } from 'better-sqlite3';
import { VIEWS_STORE, type ViewsStore } from '../kernel';
import { type AggregatesRow, NO_CALLS } from './aggregates.read-model';
import { statsOf } from './aggregates.stats';

/** Reads of the totals. */
@Injectable()
export class AggregatesQueries {
  readonly #row: Statement<[], { row: string }>;

  constructor(@Inject(VIEWS_STORE) private readonly views: ViewsStore) {
    this.#row = views.db.prepare("SELECT row FROM view_aggregates WHERE key = 'all'");
  }

  totals(): AggregatesRow {
    const found = this.#row.get();
    return found ? (JSON.parse(found.row) as AggregatesRow) : NO_CALLS;
  }

  stats(now: number): Stats {
    return statsOf(this.totals(), { position: this.views.position, at: now });
  }
}
