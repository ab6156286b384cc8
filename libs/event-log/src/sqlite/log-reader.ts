import type { CallEventType, StoredEvent } from '@callscope/call-events';
import type { Database, Statement } from 'better-sqlite3';
import { decodeEvent } from '../encoding/event-row';
import { assertIntact, CHECKED_COLUMNS, type CheckedRow, missing } from './checked-row';
import { Gaps } from './gaps';
import { reading } from './sqlite-errors';

const STREAM_OF_CALL = '(SELECT stream FROM streams WHERE call_id = ?)';

/**
 * Reads of the log. Every read is one short statement: no cursor is ever left open. Every row is held against its
 * checksum, and a page against the positions that must stand in it: what was altered or lost is never served.
 */
export class LogReader {
  readonly #gaps: Gaps;
  readonly #page: Statement<[number, number, number], CheckedRow>;
  readonly #call: Statement<[string, number], CheckedRow>;
  readonly #one: Statement<[number], CheckedRow>;
  readonly #first: Statement<[string, string], { position: number | null }>;
  readonly #tail: Statement<[], { position: number | null }>;

  constructor(private readonly db: Database) {
    this.#gaps = reading(() => new Gaps(db));
    this.#page = db.prepare(
      `SELECT ${CHECKED_COLUMNS} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`,
    );
    this.#call = db.prepare(
      `SELECT ${CHECKED_COLUMNS} WHERE e.stream = ${STREAM_OF_CALL} AND e.position <= ? ORDER BY e.position`,
    );
    this.#one = db.prepare(`SELECT ${CHECKED_COLUMNS} WHERE e.position = ?`);
    this.#first = db.prepare(
      `SELECT min(position) AS position FROM events WHERE stream = ${STREAM_OF_CALL} AND type = ?`,
    );
    this.#tail = db.prepare('SELECT min(position) AS position FROM events');
  }

  page(after: number, upTo: number, limit: number): StoredEvent[] {
    return this.rows(after, upTo, limit).map(decodeEvent);
  }

  /** As `page`, not decoded. */
  rows(after: number, upTo: number, limit: number): CheckedRow[] {
    const rows = reading(() => this.#page.all(after, upTo, limit));
    let next = this.#gaps.next(after);
    for (const row of rows) {
      if (row.position !== next) throw missing(next);
      assertIntact(row);
      next = this.#gaps.next(next);
    }
    if (rows.length < limit && next <= upTo) throw missing(next);
    return rows;
  }

  call(callId: string, upTo: number): StoredEvent[] {
    return reading(() => this.#call.all(callId, upTo)).map(intact);
  }

  /** The event at a position that is not above the head. */
  one(position: number): StoredEvent | null {
    const row = reading(() => this.#one.get(position));
    if (row) return intact(row);
    if (position > 0 && this.#gaps.next(position - 1) === position) throw missing(position);
    return null;
  }

  first(callId: string, type: CallEventType): number | null {
    return reading(() => this.#first.get(callId, type)?.position ?? null);
  }

  tail(): number | null {
    return reading(() => this.#tail.get()?.position ?? null);
  }

  close(): void {
    this.db.close();
  }
}

function intact(row: CheckedRow): StoredEvent {
  assertIntact(row);
  return decodeEvent(row);
}
