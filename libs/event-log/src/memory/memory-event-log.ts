import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallEvent, CallEventType, StoredEvent } from '@callscope/call-events';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import { encodeEvent } from '../encoding/event-row';
import { StorageUnavailableError } from '../errors';
import type { AppendOutcome, EventLog } from '../event-log';
import { follow } from '../follow';
import type { Baseline, TrimOutcome, TrimRequest } from '../trimming';
import { MemoryStore } from './memory-store';

/** The log without files, for tests and trials: what it holds lives as long as its store. */
export class MemoryEventLog implements EventLog {
  readonly #committed = new Subject<readonly StoredEvent[]>();
  readonly #heads: BehaviorSubject<number>;
  #closing = false;
  #ended = false;
  #storing: Promise<unknown> = Promise.resolve();

  constructor(private readonly store = new MemoryStore(randomBytes(4).toString('hex'))) {
    this.#heads = new BehaviorSubject(store.head);
  }

  get logId(): string {
    return this.store.logId;
  }

  get head(): number {
    return this.#heads.value;
  }

  get heads(): Observable<number> {
    return this.#heads;
  }

  get tail(): number | null {
    return this.store.tail;
  }

  get trimmedUpTo(): number {
    return this.store.baseline().trimmedUpTo;
  }

  append(events: readonly CallEvent[]): Promise<readonly AppendOutcome[]> {
    if (this.#closing) return Promise.reject(new StorageUnavailableError('it is closing'));
    // Encoded at once: what the caller does to its objects later is none of the log's.
    const rows = events.map((event) => encodeEvent(event, this.logId));
    // Stored in a later turn of the event loop, as a log on a disk does.
    const stored = Promise.all([this.#storing, nextTurn()]).then(() => {
      const before = this.head;
      const outcomes = this.store.append(rows, Date.now());
      if (this.store.head > before) this.#heads.next(this.store.head);
      if (this.head > before) this.#committed.next(this.store.read(before, this.head, rows.length));
      return outcomes;
    });
    this.#storing = stored;
    return stored;
  }

  read(after: number, limit: number): readonly StoredEvent[] {
    return this.store.read(after, this.head, limit);
  }

  readCall(callId: string): readonly StoredEvent[] {
    return this.read(0, this.head).filter((event) => event.call_id === callId);
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
        head: () => this.head,
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

  async trim(request: TrimRequest): Promise<TrimOutcome> {
    if (this.#closing) throw new StorageUnavailableError('it is closing');
    await this.#storing;
    return this.store.trim(request);
  }

  baseline(): Baseline {
    return this.store.baseline();
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#storing;
    this.#ended = true;
    this.#heads.complete();
    this.#committed.complete();
  }
}
