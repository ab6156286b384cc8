import type { Statement } from 'better-sqlite3';
import type { ViewsStore } from '../kernel';
import type { CallsPageQuery, Place } from './calls.page';
import { CallsPages } from './calls.pages';
import type { CallsRow } from './calls.read-model';

/** One page of a list, each call as JSON of its `CallRow`, and where the next page begins; null when there is none. */
export interface CallsPage {
  readonly calls: readonly string[];
  readonly next: Place | null;
}

/** A call as it is shown now. */
export interface ShownCall {
  readonly callId: string;
  /** Position of its newest event. */
  readonly position: number;
  readonly hidden: boolean;
  /** Its `CallRow` as JSON. */
  readonly shown: string;
}

/** Reads of the call list. */
export class CallsQueries {
  readonly #ended: Statement<[number, number], { row: string; shown: string }>;
  readonly #one: Statement<[string], { row: string }>;
  readonly #changed: Statement<[number, number], Omit<ShownCall, 'hidden'> & { hidden: number }>;
  readonly #pages: CallsPages;

  constructor(views: ViewsStore) {
    this.#pages = new CallsPages(views.db);
    this.#ended = views.db.prepare(
      `SELECT row, shown FROM view_calls
       WHERE hidden = 0 AND live = 0 ORDER BY ended_at DESC, position DESC LIMIT ? OFFSET ?`,
    );
    this.#one = views.db.prepare('SELECT row FROM view_calls WHERE key = ?');
    this.#changed = views.db.prepare(
      'SELECT key AS callId, position, hidden, shown FROM view_calls WHERE position > ? ORDER BY position LIMIT ?',
    );
  }

  /** Ended calls, newest end first. */
  ended(limit: number, offset: number): CallsRow[] {
    return this.#ended.all(limit, offset).map(({ row }) => JSON.parse(row) as CallsRow);
  }

  /** The same as they are shown, each as JSON. */
  endedShown(limit: number, offset: number): string[] {
    return this.#ended.all(limit, offset).map(({ shown }) => shown);
  }

  /** One call, live or ended, hidden or not; null when no event has named it. */
  one(callId: string): CallsRow | null {
    const found = this.#one.get(callId);
    return found ? (JSON.parse(found.row) as CallsRow) : null;
  }

  /** Those of these calls that there are. */
  many(callIds: readonly string[]): CallsRow[] {
    return callIds.flatMap((callId) => this.one(callId) ?? []);
  }

  /** Calls with an event above a position, as they are shown now, in order of their newest event. */
  changedSince(position: number, limit: number): ShownCall[] {
    return this.#changed.all(position, limit).map((call) => ({ ...call, hidden: call.hidden === 1 }));
  }

  /** Calls that are not hidden, filtered and sorted. */
  page(query: CallsPageQuery): CallsPage {
    // One more than asked for tells whether there is a next page.
    const rows = this.#pages.read(query, query.limit + 1);
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
    return {
      calls: rows.slice(0, query.limit).map(({ shown }) => shown),
      next: last ? { value: last.value, key: last.key } : null,
    };
  }
}
