import type { Database } from 'better-sqlite3';
import type { EventRow } from '../encoding/event-row';
import { StorageUnavailableError } from '../errors';
import type { TrimOutcome, TrimRequest } from '../trimming';
import type { DataFolder } from './data-folder';
import { readOrMakeFingerprintKey } from './fingerprint-key';
import { assertFreeRoom } from './free-room';
import { type CommitResult, type Erasure, LogWriter } from './log-writer';
import { openLog, reopenLog } from './open-log';
import type { RememberedHead } from './remembered-head';
import type { Renewal } from './renewal';
import { giveBack, logSize, writeAnew } from './room';
import { leavesDoubt } from './sqlite-errors';

interface Connection {
  readonly db: Database;
  readonly writer: LogWriter;
}

/**
 * The log of a folder, as the writer thread has it. After an error that leaves in doubt what is on the disk, the file
 * is closed; the next one who wants to write has it opened again and looked at, and fails when that fails.
 */
export class WritableLog {
  readonly logId: string;
  readonly renewal: Renewal | null;
  /** Milliseconds that the disk takes to make a small write durable. */
  readonly syncMs: number;
  readonly #remembered: RememberedHead;
  readonly #key: string;
  #head: number;
  #connection: Connection | null;

  constructor(
    private readonly folder: DataFolder,
    newLogId: () => string,
    private readonly now: () => number,
  ) {
    this.#key = readOrMakeFingerprintKey(folder.path);
    const { db, logId, head, renewal, remembered } = openLog(folder, newLogId);
    this.logId = logId;
    this.renewal = renewal;
    this.#head = head;
    this.#remembered = remembered;
    this.#connection = this.#writerOf(db);
    this.syncMs = remembered.measureSyncMs(head);
  }

  get head(): number {
    return this.#head;
  }

  commit(rows: readonly EventRow[]): CommitResult {
    assertFreeRoom(this.folder.path);
    const result = this.#writing((writer) => writer.commit(rows));
    this.#committed(result);
    return result;
  }

  erase(callId: string, tell: boolean): Erasure {
    const erasure = this.#writing((writer) => writer.erase(callId, tell));
    if (erasure.told) this.#committed(erasure.told.result);
    return erasure;
  }

  scrub(): void {
    const { bytes } = this.#writing((_writer, db) => logSize(db));
    assertFreeRoom(this.folder.path, bytes);
    if (this.#writing((_writer, db) => writeAnew(db))) return;
    throw new StorageUnavailableError('it is being read, and what was before is not gone yet');
  }

  giveBack(bytes: number): number {
    return this.#writing((_writer, db) => giveBack(db, bytes));
  }

  /** Asked of a full disk as well: it makes room. */
  trim(request: TrimRequest): TrimOutcome {
    return this.#writing((writer) => writer.trim(request));
  }

  close(): void {
    this.#connection?.db.close();
    this.#connection = null;
    this.#remembered.close();
  }

  #committed({ head }: CommitResult): void {
    this.#head = head;
    this.#remembered.keep(head);
  }

  #writing<T>(write: (writer: LogWriter, db: Database) => T): T {
    this.#connection ??= this.#reopen();
    const { db, writer } = this.#connection;
    try {
      return write(writer, db);
    } catch (error) {
      if (leavesDoubt(error)) {
        this.#connection = null;
        db.close();
      }
      throw error;
    }
  }

  #reopen(): Connection {
    return this.#writerOf(reopenLog(this.folder, { logId: this.logId, head: this.#head }));
  }

  #writerOf(db: Database): Connection {
    return { db, writer: new LogWriter(db, this.now, this.#key) };
  }
}
