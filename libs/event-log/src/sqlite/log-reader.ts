import type { CallEventType, StoredEvent } from '@callscope/call-events';
import type { Database, Statement } from 'better-sqlite3';
import { decodeEvent } from '../encoding/event-row';
import type { LogSize } from '../event-log';
import type { Baseline } from '../trimming';
import { readBaseline } from './baseline-rows';
import { assertIntact, type CheckedRow, missing } from './checked-row';
import { CheckedRows } from './checked-rows';
import { GapTable } from './gap-table';
import type { Gaps } from './gaps';
import { logSize } from './room';
import { reading } from './sqlite-errors';
import { readTrimState } from './trim-state';

interface Page<T> {
  /** At most `limit`, fewer where they are large. */
  readonly rows: readonly T[];
  /** Nothing more follows up to where the page was to reach. */
  readonly isLast: boolean;
}

/** A page that has become so large (characters) ends before its limit: an event may have up to 8 MiB. */
const PAGE_SIZE = 8 * 1_024 * 1_024;

/** As SQLite has it. */
const NO_LIMIT = -1;
const STREAM_OF_CALL = '(SELECT stream FROM streams WHERE call_id = ?)';

/**
 * Reads of the log. Every read is one short statement: no cursor is ever left open. Every row is held against its
 * checksum, and a page against the positions that must stand in it: what was altered or lost is never served.
 */
export class LogReader {
  readonly #gaps: GapTable;
  readonly #page: (after: number, upTo: number, limit: number) => Page<CheckedRow> & { readonly gaps: Gaps };
  readonly #call: CheckedRows<[string, number, number, number]>;
  readonly #one: CheckedRows<[number]>;
  readonly #byTypes = new Map<readonly string[], CheckedRows<(string | number)[]>>();
  readonly #first: Statement<[string, string, number], { position: number | null }>;
  readonly #tail: Statement<[number], { position: number | null }>;

  constructor(private readonly db: Database) {
    this.#gaps = reading(() => new GapTable(db));
    const page = new CheckedRows<[number, number, number]>(
      db,
      'WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?',
    );
    // Rows and gaps of one moment: what is trimmed between two looks would seem to be lost.
    this.#page = db.transaction((after: number, upTo: number, limit: number) => {
      const { rows, wasCut } = page.upToSize(PAGE_SIZE, after, upTo, limit);
      const isLast = !wasCut && rows.length < limit;
      const end = isLast ? upTo : (rows.at(-1)?.position ?? upTo);
      return { rows, isLast, gaps: this.#gaps.between(after, end) };
    });
    this.#call = new CheckedRows(
      db,
      `WHERE e.stream = ${STREAM_OF_CALL} AND e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`,
    );
    this.#one = new CheckedRows(db, 'WHERE e.position = ?');
    this.#first = db.prepare(
      `SELECT min(position) AS position FROM events WHERE stream = ${STREAM_OF_CALL} AND type = ? AND position <= ?`,
    );
    this.#tail = db.prepare('SELECT min(position) AS position FROM events WHERE position <= ?');
  }

  page(after: number, upTo: number, limit: number): Page<StoredEvent> {
    const { rows, isLast } = this.rows(after, upTo, limit);
    return { rows: rows.map(decodeEvent), isLast };
  }

  /** As `page`, but of these types only: what lies between is neither read nor missed. */
  pageOf(types: readonly string[], after: number, upTo: number, limit: number): Page<StoredEvent> {
    const ofTypes = this.#rowsOf(types);
    const { rows, wasCut } = reading(() => ofTypes.upToSize(PAGE_SIZE, after, upTo, ...types, limit));
    return { rows: rows.map(intact), isLast: !wasCut && rows.length < limit };
  }

  /** As `page`, not decoded. */
  rows(after: number, upTo: number, limit: number): Page<CheckedRow> {
    const { rows, isLast, gaps } = reading(() => this.#page(after, upTo, limit));
    let next = gaps.next(after);
    for (const row of rows) {
      if (row.position !== next) throw missing(next);
      assertIntact(row);
      next = gaps.next(next);
    }
    if (isLast && next <= upTo) throw missing(next);
    return { rows, isLast };
  }

  call(callId: string, upTo: number, after = 0, limit = NO_LIMIT): StoredEvent[] {
    return reading(() => this.#call.all(callId, after, upTo, limit)).map(intact);
  }

  /** The event at a position that is not above the head. */
  one(position: number): StoredEvent | null {
    const row = reading(() => this.#one.one(position));
    if (row) return intact(row);
    const before = position - 1;
    if (before >= 0 && this.#gaps.between(before, position).next(before) === position) throw missing(position);
    return null;
  }

  first(callId: string, type: CallEventType, upTo: number): number | null {
    return reading(() => this.#first.get(callId, type, upTo)?.position ?? null);
  }

  tail(upTo: number): number | null {
    return reading(() => this.#tail.get(upTo)?.position ?? null);
  }

  trimmedUpTo(): number {
    return reading(() => readTrimState(this.db).upTo);
  }

  size(): LogSize {
    return reading(() => logSize(this.db));
  }

  baseline(): Baseline {
    return reading(() => readBaseline(this.db));
  }

  #rowsOf(types: readonly string[]): CheckedRows<(string | number)[]> {
    const known = this.#byTypes.get(types);
    if (known) return known;
    const anyOf = types.map(() => '?').join(', ');
    const which = `WHERE e.position > ? AND e.position <= ? AND e.type IN (${anyOf}) ORDER BY e.position LIMIT ?`;
    const rows = new CheckedRows<(string | number)[]>(this.db, which);
    this.#byTypes.set(types, rows);
    return rows;
  }

  close(): void {
    this.db.close();
  }
}

function intact(row: CheckedRow): StoredEvent {
  assertIntact(row);
  return decodeEvent(row);
}
