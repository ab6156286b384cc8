import type { ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { SseConnection } from './sse-connection';
import { HEARTBEAT } from './sse-frame';

const HEARTBEAT_MS = 15_000;
const STALL_CHECK_MS = 1_000;

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

/** Everyone who reads a stream: one heartbeat and one stall clock for all of them, and an orderly end. */
@Injectable()
export class SseHub implements BeforeApplicationShutdown {
  readonly #connections = new Set<SseConnection>();
  readonly #counts: Readonly<Record<StreamName, ReaderCounts>> = {
    dashboard: { readers: 0, slowReaders: 0 },
    events: { readers: 0, slowReaders: 0 },
    live: { readers: 0, slowReaders: 0 },
  };
  readonly #timers: NodeJS.Timeout[] = [];
  #stopping = false;

  /** Who reads what, and how many were too slow for it. */
  get counts(): Readonly<Record<StreamName, Readonly<ReaderCounts>>> {
    return this.#counts;
  }

  /** @throws StoppingError */
  open(response: ServerResponse, stream: StreamName): SseConnection {
    if (this.#stopping) throw new StoppingError();
    const counts = this.#counts[stream];
    const connection = new SseConnection(response, Date.now, () => {
      counts.slowReaders += 1;
    });
    // Who asks for the head alone reads nothing, and is told no end.
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

  /** Streams end before the server does: it would wait for them. */
  beforeApplicationShutdown(): void {
    this.#stopping = true;
    for (const connection of [...this.#connections]) connection.end();
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
