import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallEvent, CallEventType, StoredEvent } from '@callscope/call-events';
import { type Observable, Subject } from 'rxjs';
import { encodeEvent } from '../encoding/event-row';
import { StorageUnavailableError } from '../errors';
import type { AppendOutcome, EventLog } from '../event-log';
import { follow } from '../follow';
import { MemoryStore } from './memory-store';

/** The log without files, for tests and trials: what it holds lives as long as its store. */
export class MemoryEventLog implements EventLog {
  readonly #committed = new Subject<readonly StoredEvent[]>();
  #head: number;
  #closing = false;
  #ended = false;
  #storing: Promise<unknown> = Promise.resolve();

  constructor(private readonly store = new MemoryStore(randomBytes(4).toString('hex'))) {
    this.#head = store.head;
  }

  get logId(): string {
    return this.store.logId;
  }

  get head(): number {
    return this.#head;
  }

  get tail(): number | null {
    return this.store.tail;
  }

  append(events: readonly CallEvent[]): Promise<readonly AppendOutcome[]> {
    if (this.#closing) return Promise.reject(new StorageUnavailableError('it is closing'));
    // Encoded at once: what the caller does to its objects later is none of the log's.
    const rows = events.map((event) => encodeEvent(event, this.logId));
    // Stored in a later turn of the event loop, as a log on a disk does.
    const stored = Promise.all([this.#storing, nextTurn()]).then(() => {
      const before = this.#head;
      const outcomes = this.store.append(rows, Date.now());
      this.#head = this.store.head;
      if (this.#head > before) this.#committed.next(this.store.read(before, this.#head, rows.length));
      return outcomes;
    });
    this.#storing = stored;
    return stored;
  }

  read(after: number, limit: number): readonly StoredEvent[] {
    return this.store.read(after, this.#head, limit);
  }

  readCall(callId: string): readonly StoredEvent[] {
    return this.read(0, this.#head).filter((event) => event.call_id === callId);
  }

  readAt(position: number): StoredEvent | null {
    return this.read(position - 1, 1).find((event) => event.position === position) ?? null;
  }

  firstPosition(callId: string, type: CallEventType): number | null {
    return this.readCall(callId).find((event) => event.type === type)?.position ?? null;
  }

  follow(after: number): Observable<readonly StoredEvent[]> {
    return follow(
      {
        head: () => this.#head,
        read: (from, limit) => this.read(from, limit),
        ended: () => this.#ended,
        committed: this.#committed,
      },
      after,
    );
  }

  async erase(callId: string): Promise<number> {
    await this.#storing;
    return this.store.erase(callId);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#storing;
    this.#ended = true;
    this.#committed.complete();
  }
}
