import { Inject, Injectable } from '@nestjs/common';
import type { Statement } from 'better-sqlite3';
import { VIEWS_STORE, type ViewsStore } from '../kernel';
import type { CallsRow } from './calls.read-model';

/** Reads of the call list. */
@Injectable()
export class CallsQueries {
  readonly #ended: Statement<[number, number], { row: string }>;
  readonly #one: Statement<[string], { row: string }>;

  constructor(@Inject(VIEWS_STORE) views: ViewsStore) {
    this.#ended = views.db.prepare(
      'SELECT row FROM view_calls WHERE live = 0 ORDER BY ended_at DESC, position DESC LIMIT ? OFFSET ?',
    );
    this.#one = views.db.prepare('SELECT row FROM view_calls WHERE key = ?');
  }

  /** Ended calls, newest end first. */
  ended(limit: number, offset: number): CallsRow[] {
    return this.#ended.all(limit, offset).map(parse);
  }

  /** One call, live or ended; null when no event has named it. */
  one(callId: string): CallsRow | null {
    const found = this.#one.get(callId);
    return found ? parse(found) : null;
  }
}

function parse({ row }: { row: string }): CallsRow {
  return JSON.parse(row) as CallsRow;
}
