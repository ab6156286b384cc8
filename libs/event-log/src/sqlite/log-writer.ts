import type { Database, Statement } from 'better-sqlite3';
import type { AppendOutcome } from '../event-log';
import { checksum, type EventRow } from './row-codec';
import { readMeta } from './schema';

/** What one transaction did: the outcome of every row, and when it was recorded (our clock, epoch ms). */
export interface CommitResult {
  readonly outcomes: readonly AppendOutcome[];
  readonly recordedAt: number;
  readonly head: number;
}

const STREAMS_IN_CACHE = 20_000;

/** Stores rows in one transaction. Runs in the writer thread, which is the only one that ever writes the log. */
export class LogWriter {
  #head: number;
  readonly #streams = new Map<string, number>();
  readonly #find: Statement<[string], { position: number; fingerprint: Buffer | null }>;
  readonly #findStream: Statement<[string], { stream: number }>;
  readonly #insertStream: Statement<[string]>;
  readonly #insertEvent: Statement;
  readonly #insertPersonal: Statement<[number, string, number]>;
  readonly #saveHead: Statement<[string]>;
  readonly #transaction: (rows: readonly EventRow[], recordedAt: number) => AppendOutcome[];

  constructor(
    db: Database,
    private readonly now: () => number,
  ) {
    this.#head = Number(readMeta(db, 'head'));
    this.#find = db.prepare('SELECT position, fingerprint FROM events WHERE event_id = ?');
    this.#findStream = db.prepare('SELECT stream FROM streams WHERE call_id = ?');
    this.#insertStream = db.prepare('INSERT INTO streams (call_id) VALUES (?)');
    this.#insertEvent = db.prepare(
      `INSERT INTO events (position, event_id, stream, type, v, occurred_at, recorded_at, source, data, checksum, fingerprint)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING`,
    );
    this.#insertPersonal = db.prepare('INSERT INTO private (position, data, checksum) VALUES (?, ?, ?)');
    this.#saveHead = db.prepare("UPDATE meta SET value = ? WHERE key = 'head'");
    this.#transaction = db.transaction((rows: readonly EventRow[], recordedAt: number) =>
      this.#store(rows, recordedAt),
    );
  }

  commit(rows: readonly EventRow[]): CommitResult {
    const before = this.#head;
    const recordedAt = this.now();
    try {
      return { outcomes: this.#transaction(rows, recordedAt), recordedAt, head: this.#head };
    } catch (error) {
      this.#head = before;
      // What the failed transaction numbered does not exist.
      this.#streams.clear();
      throw error;
    }
  }

  #store(rows: readonly EventRow[], recordedAt: number): AppendOutcome[] {
    const before = this.#head;
    const outcomes = rows.map((row) => this.#storeOne(row, recordedAt));
    if (this.#head !== before) this.#saveHead.run(String(this.#head));
    return outcomes;
  }

  #storeOne(row: EventRow, recordedAt: number): AppendOutcome {
    const position = this.#head + 1;
    const { changes } = this.#insertEvent.run(
      position,
      row.event_id,
      this.#streamOf(row.call_id),
      row.type,
      row.v,
      row.occurred_at,
      recordedAt,
      row.source,
      row.data,
      checksum(position, row.event_id, row.call_id, row.type, row.v, row.occurred_at, recordedAt, row.source, row.data),
      row.fingerprint,
    );
    if (changes === 0) return this.#repeated(row);
    if (row.personal !== null) this.#insertPersonal.run(position, row.personal, checksum(position, row.personal));
    this.#head = position;
    return { outcome: 'accepted', position };
  }

  #repeated(row: EventRow): AppendOutcome {
    const stored = this.#find.get(row.event_id);
    if (!stored) throw new Error(`event ${row.event_id} was neither stored nor found`);
    const same = stored.fingerprint === null || stored.fingerprint.equals(row.fingerprint);
    return { outcome: same ? 'duplicate' : 'conflict', position: stored.position };
  }

  #streamOf(callId: string): number {
    const known = this.#streams.get(callId);
    if (known !== undefined) return known;
    const stream = this.#findStream.get(callId)?.stream ?? Number(this.#insertStream.run(callId).lastInsertRowid);
    if (this.#streams.size >= STREAMS_IN_CACHE) this.#streams.clear();
    this.#streams.set(callId, stream);
    return stream;
  }
}
