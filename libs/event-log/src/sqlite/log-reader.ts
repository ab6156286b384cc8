import type { CallEventType, StoredEvent } from '@callscope/call-events';
import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3';
import { decodeEvent, type StoredRow } from './row-codec';

const COLUMNS = `e.position, e.event_id, s.call_id, e.type, e.v, e.occurred_at, e.recorded_at, e.source, e.data,
  p.data AS personal FROM events e JOIN streams s USING (stream) LEFT JOIN private p USING (position)`;

/** Reads of the log on a connection of its own. Every read is one short statement: no cursor is ever left open. */
export class LogReader {
  readonly #db: Database;
  readonly #page: Statement<[number, number, number], StoredRow>;
  readonly #call: Statement<[string, number], StoredRow>;
  readonly #one: Statement<[number], StoredRow>;
  readonly #first: Statement<[string, string], { position: number | null }>;

  constructor(file: string) {
    this.#db = new SqliteDatabase(file, { readonly: true });
    this.#page = this.#db.prepare(
      `SELECT ${COLUMNS} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`,
    );
    this.#call = this.#db.prepare(
      `SELECT ${COLUMNS} WHERE e.stream = (SELECT stream FROM streams WHERE call_id = ?) AND e.position <= ?
       ORDER BY e.position`,
    );
    this.#one = this.#db.prepare(`SELECT ${COLUMNS} WHERE e.position = ?`);
    this.#first = this.#db.prepare(
      `SELECT min(position) AS position FROM events
       WHERE stream = (SELECT stream FROM streams WHERE call_id = ?) AND type = ?`,
    );
  }

  page(after: number, upTo: number, limit: number): StoredEvent[] {
    return this.#page.all(after, upTo, limit).map(decodeEvent);
  }

  call(callId: string, upTo: number): StoredEvent[] {
    return this.#call.all(callId, upTo).map(decodeEvent);
  }

  one(position: number): StoredEvent | null {
    const row = this.#one.get(position);
    return row ? decodeEvent(row) : null;
  }

  first(callId: string, type: CallEventType): number | null {
    return this.#first.get(callId, type)?.position ?? null;
  }

  close(): void {
    this.#db.close();
  }
}
