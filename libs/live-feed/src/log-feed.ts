import type { StoredEvent } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import type { Subscription } from 'rxjs';
import { cursorOf, readCursor } from './cursor';
import type { SseConnection } from './sse-connection';
import { frameOf, type SseMessage } from './sse-frame';

const PAGE_EVENTS = 500;

/** What a stored event says on this stream; null when it says nothing. */
export type EventEncoder = (event: StoredEvent) => Omit<SseMessage, 'id'> | null;

interface Reader {
  readonly connection: SseConnection;
  /** Told up to here. */
  position: number;
}

/**
 * One stream of stored events: what a reader missed is pulled from the log page by page, each when the socket has
 * taken the one before; then the reader joins the live ones, for whom every event is encoded once.
 */
export class LogFeed {
  readonly #live = new Set<Reader>();
  readonly #following: Subscription;

  constructor(
    private readonly log: EventLog,
    private readonly encode: EventEncoder,
  ) {
    this.#following = log.follow(log.head).subscribe((events) => {
      this.#broadcast(events);
    });
  }

  /** Serves a reader from after its cursor on; from now on when it brings none. */
  async attach(connection: SseConnection, cursor: string | null): Promise<void> {
    const found = cursor === null ? this.log.head : readCursor(cursor, this.log.logId, this.log.head);
    if (typeof found === 'string') connection.write(this.#reset(found));
    const reader: Reader = { connection, position: typeof found === 'number' ? found : this.log.head };
    await this.#replay(reader);
    if (connection.closed) return;
    this.#live.add(reader);
    connection.onClose(() => this.#live.delete(reader));
  }

  close(): void {
    this.#following.unsubscribe();
  }

  /** Ends in the very tick in which the reader has reached the head: nothing can be committed in between. */
  async #replay(reader: Reader): Promise<void> {
    while (!reader.connection.closed && reader.position < this.log.head) {
      const events = this.log.read(reader.position, PAGE_EVENTS);
      reader.position = events.at(-1)?.position ?? this.log.head;
      const frames = this.#frames(events);
      if (frames.length === 0) continue;
      reader.connection.write(frames);
      await reader.connection.drained();
    }
  }

  #broadcast(events: readonly StoredEvent[]): void {
    const last = events.at(-1);
    if (!last || this.#live.size === 0) return;
    const frames = this.#frames(events);
    for (const reader of this.#live) {
      if (reader.position >= last.position) continue;
      reader.position = last.position;
      if (frames.length > 0) reader.connection.write(frames);
    }
  }

  #frames(events: readonly StoredEvent[]): Buffer {
    return Buffer.concat(
      events.flatMap((event) => {
        const message = this.encode(event);
        return message ? frameOf({ ...message, id: cursorOf(this.log.logId, event.position) }) : [];
      }),
    );
  }

  #reset(reason: string): Buffer {
    const head = this.log.head === 0 ? null : cursorOf(this.log.logId, this.log.head);
    return frameOf({ event: 'reset', data: { reason, head }, ...(head === null ? {} : { id: head }) });
  }
}
