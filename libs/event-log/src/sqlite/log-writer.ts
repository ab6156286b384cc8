import type { Database, Statement } from 'better-sqlite3';
import { eventChecksum, privateChecksum } from '../encoding/checksum';
import { erasedEvent } from '../encoding/erased-event';
import { encodeEvent, type EventRow, storedRow } from '../encoding/event-row';
import { StorageUnavailableError } from '../errors';
import type { AppendOutcome } from '../event-log';
import { isOfTheService } from '../of-the-service';
import type { TrimOutcome, TrimRequest } from '../trimming';
import { EraseCall } from './erase-call';
import { GapTable } from './gap-table';
import type { Gaps } from './gaps';
import { readMeta } from './schema';
import { StreamNumbers } from './stream-numbers';
import { TrimCalls } from './trim-calls';
import { readTrimState } from './trim-state';
import { TrimmedCalls } from './trimmed-calls';

/** What one transaction did: the outcome of every row, and when it was recorded (our clock, epoch ms). */
export interface CommitResult {
  readonly outcomes: readonly AppendOutcome[];
  readonly recordedAt: number;
  readonly head: number;
}

/** What became of an erasure: how many events lost something, and what was stored to tell of it. */
export interface Erasure {
  readonly events: number;
  readonly told: { readonly row: EventRow; readonly result: CommitResult } | null;
}

/** Stores rows in one transaction. Runs in the writer thread, which is the only one that ever writes the log. */
export class LogWriter {
  #head: number;
  #trimmedUpTo: number;
  /** Those above the head: trimming makes none there. */
  readonly #gaps: Gaps;
  readonly #streams: StreamNumbers;
  readonly #erase: EraseCall;
  readonly #trim: TrimCalls;
  readonly #find: Statement<[string], { position: number; fingerprint: Buffer | null }>;
  readonly #insertEvent: Statement;
  readonly #insertPersonal: Statement<[number, string, number]>;
  readonly #saveHead: Statement<[string]>;
  readonly #transaction: (rows: readonly EventRow[], recordedAt: number) => AppendOutcome[];

  constructor(
    db: Database,
    private readonly now: () => number,
    private readonly key: string,
  ) {
    this.#head = Number(readMeta(db, 'head'));
    this.#trimmedUpTo = readTrimState(db).upTo;
    this.#gaps = new GapTable(db).between(this.#head, Number.MAX_SAFE_INTEGER);
    const trimmed = new TrimmedCalls(db, key);
    this.#streams = new StreamNumbers(db, trimmed);
    this.#erase = new EraseCall(db);
    this.#trim = new TrimCalls(db, trimmed);
    this.#find = db.prepare('SELECT position, fingerprint FROM events WHERE event_id = ?');
    this.#insertEvent = db.prepare(
      `INSERT INTO events (position, event_id, stream, type, v, occurred_at, recorded_at, source, data, has_personal,
         checksum, fingerprint)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING`,
    );
    this.#insertPersonal = db.prepare('INSERT INTO private (position, data, checksum) VALUES (?, ?, ?)');
    this.#saveHead = db.prepare("UPDATE meta SET value = ? WHERE key = 'head'");
    this.#transaction = db.transaction((rows: readonly EventRow[], recordedAt: number) =>
      this.#store(rows, recordedAt),
    );
  }

  get head(): number {
    return this.#head;
  }

  commit(rows: readonly EventRow[]): CommitResult {
    const before = this.#head;
    const recordedAt = this.now();
    try {
      return { outcomes: this.#transaction(rows, recordedAt), recordedAt, head: this.#head };
    } catch (error) {
      this.#head = before;
      // What the failed transaction numbered does not exist.
      this.#streams.forget();
      throw error;
    }
  }

  /** @throws StorageUnavailableError when all of it is done, but not gone from the disk yet. */
  erase(callId: string, tell: boolean): Erasure {
    this.#streams.forget();
    const before = this.#head;
    const recordedAt = this.now();
    let told: Erasure['told'] = null;
    const say = (events: number): void => {
      const row = encodeEvent(erasedEvent(callId, events, this.key), this.key);
      const outcomes = this.#store([row], recordedAt);
      told = { row, result: { outcomes, recordedAt, head: this.#head } };
    };
    try {
      return { events: this.#erase.run(callId, tell ? say : () => undefined), told };
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) this.#head = before;
      this.#streams.forget();
      throw error;
    }
  }

  trim(request: TrimRequest): TrimOutcome {
    this.#streams.forget();
    const outcome = this.#trim.run(request);
    if (outcome.outcome === 'trimmed') this.#trimmedUpTo = outcome.trimmedUpTo;
    return outcome;
  }

  #store(rows: readonly EventRow[], recordedAt: number): AppendOutcome[] {
    const before = this.#head;
    const outcomes = rows.map((row) => this.#storeOne(row, recordedAt));
    if (this.#head !== before) this.#saveHead.run(String(this.#head));
    return outcomes;
  }

  #storeOne(row: EventRow, recordedAt: number): AppendOutcome {
    const stream = this.#streams.of(row.call_id);
    if (stream === null) return { outcome: 'duplicate', position: this.#trimmedUpTo };
    if (stream.erased && !isOfTheService(row.type)) {
      return { outcome: 'duplicate', position: this.#find.get(row.event_id)?.position ?? stream.erased };
    }
    const stored = storedRow(row, this.#gaps.next(this.#head), recordedAt);
    const { changes } = this.#insertEvent.run(
      stored.position,
      stored.event_id,
      stream.number,
      stored.type,
      stored.v,
      stored.occurred_at,
      recordedAt,
      stored.source,
      stored.data,
      stored.has_personal,
      eventChecksum(stored),
      Buffer.from(row.fingerprint, 'hex'),
    );
    if (changes === 0) return this.#repeated(row);
    const { position, personal } = stored;
    if (personal !== null) this.#insertPersonal.run(position, personal, privateChecksum(position, personal));
    this.#head = position;
    return { outcome: 'accepted', position };
  }

  #repeated(row: EventRow): AppendOutcome {
    const stored = this.#find.get(row.event_id);
    if (!stored) throw new Error(`event ${row.event_id} was neither stored nor found`);
    const same = stored.fingerprint === null || stored.fingerprint.toString('hex') === row.fingerprint;
    return { outcome: same ? 'duplicate' : 'conflict', position: stored.position };
  }
}
