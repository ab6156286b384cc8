import type { CallEvent, CallEventType, StoredEvent } from '@callscope/call-events';
import SqliteDatabase from 'better-sqlite3';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import { decodeEvent, encodeEvent, type EventRow, storedRow } from '../encoding/event-row';
import { DamagedLogError, StorageUnavailableError } from '../errors';
import type { AppendOutcome, Commit, EventLog, LogSize } from '../event-log';
import { follow } from '../follow';
import type { Baseline, TrimOutcome, TrimRequest } from '../trimming';
import { dataFolder, makeFolder } from './data-folder';
import { readOrMakeFingerprintKey } from './fingerprint-key';
import { FolderLock } from './folder-lock';
import { GroupCommit } from './group-commit';
import { LogReader } from './log-reader';
import type { CommitResult } from './log-writer';
import { reading, textOf } from './sqlite-errors';
import type { Opening, WriterRequest } from './writer-protocol';
import { WriterThread } from './writer-thread';

export interface SqliteEventLogOptions {
  /** The data folder; made with mode 0700 when it is missing. */
  readonly folder: string;
  /** Told once when the writer thread is gone: nothing can be stored until the log is opened anew. */
  readonly onLost?: (error: Error) => void;
}

interface Parts {
  readonly lock: FolderLock;
  readonly key: string;
  readonly writer: WriterThread;
  readonly reader: LogReader;
}

/** The log in one SQLite file: written by one thread of its own, read from this one. */
export class SqliteEventLog implements EventLog {
  readonly #parts: Parts;
  readonly #groups: GroupCommit;
  readonly #committed = new Subject<readonly StoredEvent[]>();
  readonly #commits = new Subject<Commit>();
  readonly #heads: BehaviorSubject<number>;
  #tail: number | null;
  #closed = false;
  #closing: Promise<void> | null = null;

  /**
   * @throws FolderInUseError when another process has the folder.
   * @throws DamagedLogError when what is there is not what was stored; it says where a copy is.
   */
  static async open({ folder, onLost = () => undefined }: SqliteEventLogOptions): Promise<SqliteEventLog> {
    const place = dataFolder(folder);
    makeFolder(place);
    const lock = FolderLock.take(place);
    try {
      const key = readOrMakeFingerprintKey(place.path);
      const writer = new WriterThread({ folder: place.path }, onLost);
      const opening = await writer.ready;
      const reader = reading(() => new LogReader(new SqliteDatabase(place.log, { readonly: true })));
      return new SqliteEventLog(opening, { lock, key, writer, reader });
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  private constructor(
    /** What was learned when the log was opened. */
    readonly opening: Opening,
    parts: Parts,
  ) {
    this.#parts = parts;
    this.#heads = new BehaviorSubject(opening.head);
    this.#tail = parts.reader.tail(opening.head);
    this.#groups = new GroupCommit(
      (rows) => this.#commit(rows),
      (rows, result) => {
        this.#announce(rows, result);
      },
    );
  }

  get logId(): string {
    return this.opening.logId;
  }

  get head(): number {
    return this.#heads.value;
  }

  get heads(): Observable<number> {
    return this.#heads;
  }

  get commits(): Observable<Commit> {
    return this.#commits;
  }

  get waiting(): number {
    return this.#groups.waiting;
  }

  get tail(): number | null {
    return this.#tail;
  }

  get trimmedUpTo(): number {
    return this.#reader().trimmedUpTo();
  }

  append(events: readonly CallEvent[], told = events): Promise<readonly AppendOutcome[]> {
    return this.#groups.append(events.map((event, index) => encodeEvent(event, this.#parts.key, told[index])));
  }

  read(after: number, limit: number): readonly StoredEvent[] {
    return this.#reader().page(after, this.head, limit).rows;
  }

  readCall(callId: string, after?: number, limit?: number): readonly StoredEvent[] {
    return this.#reader().call(callId, this.head, after, limit);
  }

  readAt(position: number): StoredEvent | null {
    return position <= this.head ? this.#reader().one(position) : null;
  }

  firstPosition(callId: string, type: CallEventType): number | null {
    return this.#reader().first(callId, type, this.head);
  }

  follow(after: number): Observable<readonly StoredEvent[]> {
    return follow(
      {
        head: () => this.head,
        read: (from, limit) => this.read(from, limit),
        ended: () => this.#closed,
        committed: this.#committed,
      },
      after,
    );
  }

  async erase(callId: string, tell = false): Promise<number> {
    try {
      const { events, told } = await this.#parts.writer.ask({ kind: 'erase', callId, tell }, 'erased');
      if (told) this.#announce([told.row], told.result);
      return events;
    } catch (error) {
      throw new StorageUnavailableError(textOf(error), { cause: error });
    }
  }

  async scrub(): Promise<void> {
    await this.#makingRoom({ kind: 'scrub' });
  }

  giveBack(bytes: number): Promise<number> {
    return this.#makingRoom({ kind: 'give-back', bytes });
  }

  size(): LogSize {
    return this.#reader().size();
  }

  async trim(request: TrimRequest): Promise<TrimOutcome> {
    if (this.#closing) throw new StorageUnavailableError('it is closing');
    try {
      const { result } = await this.#parts.writer.ask({ kind: 'trim', request }, 'trimmed');
      if (!this.#closed) this.#tail = this.#parts.reader.tail(this.head);
      return result;
    } catch (error) {
      if (error instanceof DamagedLogError) throw error;
      throw new StorageUnavailableError(textOf(error), { cause: error });
    }
  }

  baseline(): Baseline {
    return this.#reader().baseline();
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#groups.close();
    this.#closed = true;
    this.#heads.complete();
    this.#committed.complete();
    this.#commits.complete();
    this.#parts.reader.close();
    try {
      await this.#parts.writer.ask({ kind: 'close' }, 'closed');
    } finally {
      this.#parts.lock.release();
    }
  }

  async #makingRoom(request: Extract<WriterRequest, { kind: 'scrub' | 'give-back' }>): Promise<number> {
    if (this.#closing) throw new StorageUnavailableError('it is closing');
    try {
      return (await this.#parts.writer.ask(request, 'made-room')).bytes;
    } catch (error) {
      throw new StorageUnavailableError(textOf(error), { cause: error });
    }
  }

  async #commit(rows: readonly EventRow[]): Promise<CommitResult> {
    const result = await this.#parts.writer.ask({ kind: 'commit', rows }, 'committed');
    if (rows.length > 0) this.#commits.next({ accepted: acceptedOf(result.outcomes), ms: result.ms });
    return result;
  }

  #reader(): LogReader {
    if (this.#closed) throw new StorageUnavailableError('it is closed');
    return this.#parts.reader;
  }

  /** Head and live followers move in one tick: see follow.ts. */
  #announce(rows: readonly EventRow[], result: CommitResult): void {
    const before = this.head;
    if (result.head === before) return;
    this.#tail ??= this.#parts.reader.tail(result.head);
    this.#heads.next(result.head);
    if (this.#committed.observed) this.#committed.next(this.#told(rows, result, before));
  }

  /** What was just stored, as a read would give it. */
  #told(
    rows: readonly EventRow[],
    { outcomes, recordedAt, head }: CommitResult,
    before: number,
  ): readonly StoredEvent[] {
    const told: StoredEvent[] = [];
    for (const [index, row] of rows.entries()) {
      const outcome = outcomes[index];
      if (outcome?.outcome !== 'accepted') continue;
      told.push(decodeEvent(storedRow(row, outcome.position, recordedAt)));
    }
    // After an error a commit whose outcome was not known may turn out stored: then there is more than was sent now.
    return told.length === head - before ? told : this.#all(before, head);
  }

  #all(after: number, upTo: number): readonly StoredEvent[] {
    const { rows, isLast } = this.#reader().page(after, upTo, upTo - after);
    const last = rows.at(-1)?.position ?? upTo;
    return isLast || last >= upTo ? rows : [...rows, ...this.#all(last, upTo)];
  }
}

function acceptedOf(outcomes: readonly AppendOutcome[]): number {
  let accepted = 0;
  for (const { outcome } of outcomes) if (outcome === 'accepted') accepted += 1;
  return accepted;
}
