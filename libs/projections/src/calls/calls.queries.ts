import type { Statement } from 'better-sqlite3';
import type { ViewsStore } from '../kernel';
import { CallsAmong } from './calls.among';
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

/** How a call is given out: as lists show it (`CallRow`), or all that is known of it (`CallState`). */
export type CallForm = 'shown' | 'row';

/** A call with its id, as JSON. */
export interface ToldCall {
  readonly key: string;
  readonly json: string;
}

/** How a call stands, for those who hide calls. */
export interface CallStanding {
  readonly callId: string;
  /** Position of its newest event. */
  readonly position: number;
  readonly hidden: boolean;
  readonly live: boolean;
  readonly erased: boolean;
}

/** An ended call as those see it who let old calls go. */
export interface OldCall {
  readonly callId: string;
  /** Position of its newest event, and when that was recorded (epoch ms). */
  readonly position: number;
  readonly recordedAt: number;
  /** Characters of its row: what there is to do about it grows with them. */
  readonly size: number;
}

interface StoredStanding {
  readonly position: number;
  readonly hidden: number;
  readonly live: number;
  /** Null where the row does not say. */
  readonly erased: number | null;
}

/** Reads of the call list. */
export class CallsQueries {
  readonly #oldest: Statement<[number, number], OldCall>;
  readonly #ended: Statement<[number, number], { row: string; shown: string }>;
  readonly #one: Statement<[string], { row: string }>;
  readonly #changed: Statement<[number, number], Omit<ShownCall, 'hidden'> & { hidden: number }>;
  readonly #pages: CallsPages;
  readonly #among: CallsAmong;
  readonly #told: Readonly<Record<CallForm, Statement<[string], ToldCall>>>;
  readonly #changedKeys: Statement<[number, number], { key: string; position: number }>;
  readonly #standing: Statement<[string], StoredStanding>;

  constructor(views: ViewsStore) {
    this.#oldest = views.db.prepare(
      `SELECT key AS callId, position, json_extract(row, '$.last_recorded_at') AS recordedAt, length(row) AS size
       FROM view_calls WHERE position > ? AND live = 0 ORDER BY position LIMIT ?`,
    );
    this.#pages = new CallsPages(views.db);
    this.#among = new CallsAmong(views.db);
    this.#told = {
      shown: views.db.prepare('SELECT key, shown AS json FROM view_calls WHERE key = ?'),
      row: views.db.prepare('SELECT key, row AS json FROM view_calls WHERE key = ?'),
    };
    this.#changedKeys = views.db.prepare(
      'SELECT key, position FROM view_calls WHERE position > ? ORDER BY position LIMIT ?',
    );
    this.#standing = views.db.prepare(
      `SELECT position, hidden, live, hidden = 1 AND json_extract(row, '$.erased') = 1 AS erased
       FROM view_calls WHERE key = ?`,
    );
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

  /** The same page with the id of each call beside it, and in another form. */
  told(query: CallsPageQuery, form: CallForm): { readonly calls: readonly ToldCall[]; readonly next: Place | null } {
    const rows = this.#pages.read(query, query.limit + 1);
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
    return {
      calls: rows.slice(0, query.limit).flatMap(({ key }) => this.#told[form].get(key) ?? []),
      next: last ? { value: last.value, key: last.key } : null,
    };
  }

  /** Those of these calls that a query wants, wherever in its list they stand; in no order. */
  toldAmong(query: CallsPageQuery, form: CallForm, keys: readonly string[]): ToldCall[] {
    return this.#among.read(query, keys).flatMap((key) => this.#told[form].get(key) ?? []);
  }

  /** Which calls have an event above a position, in order of their newest event. */
  changedKeys(position: number, limit: number): { readonly key: string; readonly position: number }[] {
    return this.#changedKeys.all(position, limit);
  }

  /** How those of these calls stand that there are. */
  standings(callIds: readonly string[]): CallStanding[] {
    return callIds.flatMap((callId) => {
      const found = this.#standing.get(callId);
      if (!found) return [];
      const { position, hidden, live, erased } = found;
      return { callId, position, hidden: hidden === 1, live: live === 1, erased: erased === 1 };
    });
  }

  /** Calls that have ended, hidden ones too, in the order of their newest events, from after a position. */
  oldestEnded(after: number, limit: number): OldCall[] {
    return this.#oldest.all(after, limit);
  }
}
