import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CallEvent, CallEventType, StoredEvent } from '@callscope/call-events';
import { type Observable, Subject } from 'rxjs';
import type { AppendOutcome, EventLog } from '../event-log';
import { follow } from '../follow';
import { readOrMakeFingerprintKey } from './fingerprint-key';
import { GroupCommit } from './group-commit';
import { LogReader } from './log-reader';
import type { CommitResult } from './log-writer';
import { encodeEvent, type EventRow } from './row-codec';
import { WriterThread } from './writer-thread';

export interface SqliteEventLogOptions {
  /** The data folder; made with mode 0700 when it is missing. */
  readonly folder: string;
}

/** The log in one SQLite file: written by one thread of its own, read from this one. */
export class SqliteEventLog implements EventLog {
  readonly #key: string;
  readonly #groups: GroupCommit;
  readonly #committed = new Subject<readonly StoredEvent[]>();
  #head: number;

  static async open({ folder }: SqliteEventLogOptions): Promise<SqliteEventLog> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'events.sqlite');
    const key = readOrMakeFingerprintKey(folder);
    const writer = new WriterThread({ file });
    const { logId, head } = await writer.ready;
    return new SqliteEventLog(logId, head, key, writer, new LogReader(file));
  }

  private constructor(
    readonly logId: string,
    head: number,
    key: string,
    private readonly writer: WriterThread,
    private readonly reader: LogReader,
  ) {
    this.#head = head;
    this.#key = key;
    this.#groups = new GroupCommit(
      (rows) => this.#commit(rows),
      (rows, result) => {
        this.#announce(rows, result);
      },
    );
  }

  get head(): number {
    return this.#head;
  }

  append(events: readonly CallEvent[]): Promise<readonly AppendOutcome[]> {
    return this.#groups.append(events.map((event) => encodeEvent(event, this.#key)));
  }

  read(after: number, limit: number): readonly StoredEvent[] {
    return this.reader.page(after, this.#head, limit);
  }

  readCall(callId: string): readonly StoredEvent[] {
    return this.reader.call(callId, this.#head);
  }

  readAt(position: number): StoredEvent | null {
    return position <= this.#head ? this.reader.one(position) : null;
  }

  firstPosition(callId: string, type: CallEventType): number | null {
    return this.reader.first(callId, type);
  }

  follow(after: number): Observable<readonly StoredEvent[]> {
    return follow(
      { head: () => this.#head, read: (from, limit) => this.read(from, limit), committed: this.#committed },
      after,
    );
  }

  async close(): Promise<void> {
    await this.#groups.close();
    this.#committed.complete();
    this.reader.close();
    await this.writer.ask({ kind: 'close' });
  }

  async #commit(rows: readonly EventRow[]): Promise<CommitResult> {
    const reply = await this.writer.ask({ kind: 'commit', rows });
    if (reply.kind === 'committed') return reply;
    throw new Error(reply.kind === 'failed' ? reply.reason : `the log writer answered ${reply.kind}`);
  }

  /** Head and live followers move in one tick: see follow.ts. */
  #announce(rows: readonly EventRow[], result: CommitResult): void {
    const before = this.#head;
    this.#head = result.head;
    if (result.head > before && this.#committed.observed) this.#committed.next(this.read(before, rows.length));
  }
}
