import type { ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { SseConnection } from './sse-connection';
import { HEARTBEAT } from './sse-frame';

const HEARTBEAT_MS = 15_000;
const STALL_CHECK_MS = 1_000;

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
  readonly #timers: NodeJS.Timeout[] = [];
  #stopping = false;
  #slowReaders = 0;

  /** Readers that were cut off for being too slow, since the start. */
  get slowReaders(): number {
    return this.#slowReaders;
  }

  /** @throws StoppingError */
  open(response: ServerResponse): SseConnection {
    if (this.#stopping) throw new StoppingError();
    const connection = new SseConnection(response, Date.now, () => {
      this.#slowReaders += 1;
    });
    this.#connections.add(connection);
    connection.onClose(() => {
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
