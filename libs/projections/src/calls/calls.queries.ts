import { Inject, Injectable } from '@nestjs/common';
import type { Statement } from 'better-sqlite3';
import { VIEWS_STORE, type ViewsStore } from '../kernel';
import { type CallsPageQuery, pageSql, type Place } from './calls.page';
import type { CallsRow } from './calls.read-model';

/** One page of a list, and where the next one begins; null when there is none. */
export interface CallsPage {
  readonly calls: readonly CallsRow[];
  readonly next: Place | null;
}

interface PageRow extends Place {
  readonly row: string;
}

/** Reads of the call list. */
@Injectable()
export class CallsQueries {
  readonly #ended: Statement<[number, number], { row: string }>;
  readonly #one: Statement<[string], { row: string }>;
  readonly #pages = new Map<string, Statement<(string | number)[], PageRow>>();

  constructor(@Inject(VIEWS_STORE) private readonly views: ViewsStore) {
    this.#ended = views.db.prepare(
      'SELECT row FROM view_calls WHERE hidden = 0 AND live = 0 ORDER BY ended_at DESC, position DESC LIMIT ? OFFSET ?',
    );
    this.#one = views.db.prepare('SELECT row FROM view_calls WHERE key = ?');
  }

  /** Ended calls, newest end first. */
  ended(limit: number, offset: number): CallsRow[] {
    return this.#ended.all(limit, offset).map(parse);
  }

  /** One call, live or ended, hidden or not; null when no event has named it. */
  one(callId: string): CallsRow | null {
    const found = this.#one.get(callId);
    return found ? parse(found) : null;
  }

  /** Calls that are not hidden, filtered and sorted. */
  page(query: CallsPageQuery): CallsPage {
    const { sql, values } = pageSql(query);
    const statement = this.#pages.get(sql) ?? this.views.db.prepare<(string | number)[], PageRow>(sql);
    this.#pages.set(sql, statement);
    // One more than asked for tells whether there is a next page.
    const rows = statement.all(...values, query.limit + 1);
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
    return { calls: rows.slice(0, query.limit).map(parse), next: last ? { value: last.value, key: last.key } : null };
  }
}

function parse({ row }: { row: string }): CallsRow {
  return JSON.parse(row) as CallsRow;
}
