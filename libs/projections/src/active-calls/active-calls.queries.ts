import { Inject, Injectable } from '@nestjs/common';
import type { Statement } from 'better-sqlite3';
import { VIEWS_STORE, type ViewsStore } from '../kernel';
import type { ActiveCallsRow } from './active-calls.read-model';

/** Reads of the calls that run. */
@Injectable()
export class ActiveCallsQueries {
  readonly #all: Statement<[], { row: string }>;

  constructor(@Inject(VIEWS_STORE) views: ViewsStore) {
    this.#all = views.db.prepare('SELECT row FROM view_active_calls ORDER BY begun_at DESC, position DESC');
  }

  /** All of them, newest start first. */
  all(): ActiveCallsRow[] {
    return this.#all.all().map(({ row }) => JSON.parse(row) as ActiveCallsRow);
  }
}
