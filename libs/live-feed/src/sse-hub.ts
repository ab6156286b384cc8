import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Rounds } from './rounds';
import { SseConnection } from './sse-connection';
import { HEARTBEAT } from './sse-frame';
import { MAX_STREAMS } from './stream-limit';

const HEARTBEAT_MS = 15_000;
const STALL_CHECK_MS = 1_000;
/** How long a stop waits for its readers to take the ends of their streams. */
const PATIENCE_MS = 1_000;

/** Patter's stream, the stored events, and the page's. */
export type StreamName = 'dashboard' | 'events' | 'live';

interface ReaderCounts {
  /** Open now. */
  readers: number;
  /** Cut off for being too slow, since the start. */
  slowReaders: number;
}

/** The service is going down: no new streams. */
export class StoppingError extends Error {
  readonly code = 'stopping';

  constructor() {
    super('the service is stopping');
    this.name = StoppingError.name;
  }
}

/** As many streams are open as there may be: those who wait find a place when one of them ends. */
export class TooManyStreamsError extends Error {
  readonly code = 'too_many_streams';

  constructor(limit: number) {
    super(`no more than ${limit} streams can be open at the same time`);
    this.name = TooManyStreamsError.name;
  }
}

/** Everyone who reads a stream: one heartbeat, one stall clock and the same rounds for all of them, and an orderly end. */
@Injectable()
export class SseHub implements BeforeApplicationShutdown {
  /** When readers are told. */
  readonly rounds = new Rounds();
  readonly #connections = new Set<SseConnection>();
  readonly #counts: Readonly<Record<StreamName, ReaderCounts>> = {
    dashboard: { readers: 0, slowReaders: 0 },
    events: { readers: 0, slowReaders: 0 },
    live: { readers: 0, slowReaders: 0 },
  };
  readonly #timers: NodeJS.Timeout[] = [];
  #stopping = false;

  constructor(@Inject(MAX_STREAMS) private readonly maxStreams: number) {}

  /** Who reads what, and how many were too slow for it. */
  get counts(): Readonly<Record<StreamName, Readonly<ReaderCounts>>> {
    return this.#counts;
  }

  /** @throws StoppingError, TooManyStreamsError: nothing was sent yet. */
  open(response: ServerResponse, stream: StreamName): SseConnection {
    if (this.#stopping) throw new StoppingError();
    if (this.#connections.size >= this.maxStreams) throw new TooManyStreamsError(this.maxStreams);
    const counts = this.#counts[stream];
    const connection = new SseConnection(response, Date.now, () => {
      counts.slowReaders += 1;
    });
    // Who asks for the head alone, or has left already, reads nothing.
    if (connection.closed) return connection;
    counts.readers += 1;
    this.#connections.add(connection);
    connection.onClose(() => {
      counts.readers -= 1;
      this.#connections.delete(connection);
      if (this.#connections.size === 0) this.#stopTimers();
    });
    if (this.#timers.length === 0) this.#startTimers();
    return connection;
  }

  /**
   * Streams end before the server does: it would wait for them. And it tears down what is open then, so a reader is given
   * a moment to take the end of its stream: only by that it knows that this was no accident.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    this.rounds.finish();
    const ending = [...this.#connections];
    for (const connection of ending) connection.end();
    const patience = new AbortController();
    const flushed = Promise.all(ending.map((connection) => connection.flushed()));
    await Promise.race([flushed, delay(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
  }

  #startTimers(): void {
    this.#timers.push(
      setInterval(() => {
        for (const connection of this.#connections) connection.write(HEARTBEAT);
      }, HEARTBEAT_MS),
      setInterval(() => {
        for (const connection of this.#connections) connection.checkStall();
      }, STALL_CHECK_MS),
    );
  }

  #stopTimers(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }
}
