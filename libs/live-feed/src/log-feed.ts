import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import { Logger } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { cursorOf, type CursorProblem, readCursor } from './cursor';
import { type EventFilter, filteredPage } from './filtered-page';
import { joinedFrames } from './joined-frames';
import { Parcel } from './parcel';
import { Rounds } from './rounds';
import type { SseConnection } from './sse-connection';
import { frameOf, type SseMessage } from './sse-frame';

const PAGE_EVENTS = 500;
const NOTHING = Buffer.alloc(0);

/** What a stored event says on this stream; null when it says nothing. */
export type EventEncoder = (event: StoredEvent) => Omit<SseMessage, 'id'> | null;

interface Reader {
  readonly connection: SseConnection;
  /** Null when it wants them all. */
  readonly filter: EventFilter | null;
  /** Told up to here. */
  position: number;
}

interface Framed {
  readonly event: StoredEvent;
  /** Null when it cannot be told. */
  readonly frame: Buffer | null;
}

/**
 * One stream of stored events: what a reader missed is pulled from the log page by page, each when the socket has
 * taken the one before; then the reader joins the live ones, for whom every event is encoded once. Whom an event
 * cannot be told is sent off: it comes again, and goes on from the id of what it was told last.
 */
export class LogFeed {
  readonly #logger = new Logger(LogFeed.name);
  readonly #live = new Set<Reader>();
  /** Stored since the last round. */
  #untold: StoredEvent[] = [];
  /** While somebody reads: until then nobody has to make events of what was stored. */
  #following: Subscription | null = null;

  constructor(
    private readonly log: EventLog,
    private readonly encode: EventEncoder,
    private readonly rounds = new Rounds(),
  ) {}

  /** The position that a cursor means in this log, or why it means none. */
  placeOf(cursor: string): number | CursorProblem {
    return readCursor(cursor, this.log.logId, this.log.head);
  }

  /** The same for who goes on from there: what came after it may have been trimmed. 0 is the oldest that is kept. */
  #placeToGoOn(cursor: string): number | CursorProblem {
    const found = this.placeOf(cursor);
    return typeof found === 'number' && found > 0 && found < this.log.trimmedUpTo ? 'trimmed' : found;
  }

  /**
   * Serves a reader from after its cursor on; from now on when it brings none.
   * @throws what the log throws when what the reader missed cannot be read.
   */
  async attach(connection: SseConnection, cursor: string | null, filter: EventFilter | null = null): Promise<void> {
    const found = cursor === null ? this.log.head : this.#placeToGoOn(cursor);
    if (typeof found === 'string') connection.write(Parcel.of([this.#reset(found)]));
    const reader: Reader = { connection, filter, position: typeof found === 'number' ? found : this.log.head };
    await this.#replay(reader);
    if (connection.closed) return;
    this.#join(reader);
  }

  close(): void {
    this.#following?.unsubscribe();
    this.#following = null;
    this.#untold = [];
    this.rounds.leaveOut(this.#round);
  }

  /** In the tick in which the reader stands at the head. */
  #join(reader: Reader): void {
    this.#live.add(reader);
    this.#following ??= this.#follow();
    reader.connection.onClose(() => {
      this.#live.delete(reader);
      if (this.#live.size === 0) this.close();
    });
  }

  /** Nobody stands above this: what is thrown here, or not taken here, would end the process. */
  #follow(): Subscription {
    return this.log.follow(this.log.head).subscribe({
      next: (events) => {
        for (const event of events) this.#untold.push(event);
        this.rounds.ask(this.#round);
      },
      error: (error: unknown) => {
        this.#round();
        this.#report('the log can be followed no further', error);
        for (const { connection } of this.#live) connection.end();
      },
    });
  }

  /** Ends in the very tick in which the reader has reached the head: nothing can be committed in between. */
  async #replay(reader: Reader): Promise<void> {
    // Behind what the stream opens with, the first page would count as what a slow reader leaves lying.
    await reader.connection.drained();
    const { trimmedUpTo } = this.log;
    while (!reader.connection.closed && reader.position < this.log.head) {
      const { events, upTo } = filteredPage(this.log, reader.filter, reader.position, PAGE_EVENTS);
      // Looked at after the read: what was trimmed since the reader came is missing from what it is told.
      if (this.log.trimmedUpTo > Math.max(trimmedUpTo, reader.position)) {
        reader.connection.write(Parcel.of([this.#reset('trimmed')]));
        reader.position = this.log.head;
        return;
      }
      reader.position = upTo;
      const page = Parcel.of(events.map((event) => this.#frame(event)));
      if (page.bytes.length > 0) reader.connection.write(page);
      await reader.connection.drained();
      // A socket that takes all at once, and a long stretch without anything for this reader, must not hold up others.
      await nextTurn();
    }
  }

  readonly #round = (): void => {
    const events = this.#untold;
    this.#untold = [];
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last || this.#live.size === 0) return;
    const framed = this.#framed(events);
    const all = joinedFrames(framed.map(({ frame }) => frame));
    for (const reader of this.#live) {
      const { filter, connection, position } = reader;
      if (position >= last.position) continue;
      reader.position = last.position;
      // Who joined since the last round was told of some of them before.
      const isForAll = filter === null && position < first.position;
      const wanted = isForAll ? all : joinedFrames(framesFor(filter, position, framed));
      if (wanted.parcel.bytes.length > 0) connection.write(wanted.parcel);
      if (!wanted.isWhole) connection.end();
    }
  };

  /** Null for an event that cannot be told, which is said once for all of them. */
  #framed(events: readonly StoredEvent[]): readonly Framed[] {
    let isSaid = false;
    return events.map((event) => {
      try {
        return { event, frame: this.#frame(event) };
      } catch (error) {
        if (!isSaid) this.#report(`the event at position ${event.position} cannot be told`, error);
        isSaid = true;
        return { event, frame: null };
      }
    });
  }

  #report(what: string, cause: unknown): void {
    this.#logger.error(new Error(`${what}; the streams that need it were ended`, { cause }));
  }

  /** Empty when the event says nothing on this stream. */
  #frame(event: StoredEvent): Buffer {
    const message = this.encode(event);
    return message ? frameOf({ ...message, id: cursorOf(this.log.logId, event.position) }) : NOTHING;
  }

  #reset(reason: string): Buffer {
    const head = this.log.head === 0 ? null : cursorOf(this.log.logId, this.log.head);
    return frameOf({ event: 'reset', data: { reason, head }, ...(head === null ? {} : { id: head }) });
  }
}

function framesFor(filter: EventFilter | null, told: number, framed: readonly Framed[]): readonly (Buffer | null)[] {
  return framed
    .filter(({ event }) => event.position > told && (filter?.accepts(event) ?? true))
    .map(({ frame }) => frame);
}
