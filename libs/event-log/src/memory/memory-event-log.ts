import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallEvent, CallEventType, StoredEvent } from '@callscope/call-events';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import { erasedEvent } from '../encoding/erased-event';
import { encodeEvent } from '../encoding/event-row';
import { StorageUnavailableError } from '../errors';
import type { AppendOutcome, Commit, EventLog, LogSize } from '../event-log';
import { follow } from '../follow';
import type { Baseline, TrimOutcome, TrimRequest } from '../trimming';
import { MemoryStore } from './memory-store';

/** The log without files, for tests and trials: what it holds lives as long as its store. */
export class MemoryEventLog implements EventLog {
  /** No disk keeps anybody waiting here. */
  readonly waiting = 0;
  readonly #committed = new Subject<readonly StoredEvent[]>();
  readonly #commits = new Subject<Commit>();
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

  get commits(): Observable<Commit> {
    return this.#commits;
  }

  get tail(): number | null {
    return this.store.tail;
  }

  get trimmedUpTo(): number {
    return this.store.baseline().trimmedUpTo;
  }

  append(events: readonly CallEvent[], told = events): Promise<readonly AppendOutcome[]> {
    if (this.#closing) return Promise.reject(new StorageUnavailableError('it is closing'));
    // Encoded at once: what the caller does to its objects later is none of the log's.
    const rows = events.map((event, index) => encodeEvent(event, this.logId, told[index]));
    // Stored in a later turn of the event loop, as a log on a disk does.
    const stored = Promise.all([this.#storing, nextTurn()]).then(() => {
      const before = this.head;
      const began = performance.now();
      const outcomes = this.store.append(rows, Date.now());
      const accepted = outcomes.filter(({ outcome }) => outcome === 'accepted').length;
      if (rows.length > 0) this.#commits.next({ accepted, ms: performance.now() - began });
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

  readCall(callId: string, after = 0, limit = Infinity): readonly StoredEvent[] {
    const events = this.read(after, this.head).filter((event) => event.call_id === callId);
    return events.slice(0, limit);
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

  async erase(callId: string, tell = false): Promise<number> {
    await this.#storing;
    const lost = this.store.erase(callId);
    if (tell && this.readCall(callId).length > 0) await this.append([erasedEvent(callId, lost, this.logId)]);
    return lost;
  }

  /** Memory keeps no copies. */
  async scrub(): Promise<void> {
    await this.#storing;
  }

  size(): LogSize {
    return { bytes: 0, freeBytes: 0, usedBytes: 0 };
  }

  giveBack(): Promise<number> {
    return Promise.resolve(0);
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
    this.#commits.complete();
  }
}
