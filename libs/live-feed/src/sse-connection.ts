import type { ServerResponse } from 'node:http';
import { OPENING } from './sse-frame';

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** More than this waiting behind the frame that is being written, and the reader is too slow. */
const MAX_WAITING_BYTES = 1_048_576;

/** Nothing taken from the socket for this long while something waits, and the reader is too slow. */
export const MAX_STALL_MS = 10_000;

/**
 * One reader of a stream. Frames go to the socket one write at a time; what comes meanwhile waits here, counted in
 * bytes, so that a reader who does not read is cut off instead of filling our memory. It can resume by its id.
 */
export class SseConnection {
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #writing = false;
  #lastProgressAt: number;
  #onDrained: (() => void)[] = [];
  #closed = false;
  readonly #onClose: (() => void)[] = [];

  constructor(
    private readonly response: ServerResponse,
    private readonly now: () => number,
    private readonly onSlow: () => void,
  ) {
    this.#lastProgressAt = now();
    // Who went before the stream began: its `close` has been, and never comes again.
    if (response.destroyed) {
      this.#closed = true;
      return;
    }
    response.on('close', () => {
      this.#close();
    });
    // A reset connection is a reader that went: `close` follows.
    response.on('error', () => undefined);
    response.socket?.setNoDelay(true);
    response.writeHead(200, HEADERS);
    // A stream has no end, and who asks for its head alone wants one.
    if (response.req.method === 'HEAD') this.end();
    else this.write(OPENING);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Called once, when the stream is over; at once when it is over already. */
  onClose(listener: () => void): void {
    if (this.#closed) listener();
    else this.#onClose.push(listener);
  }

  write(frames: Buffer): void {
    if (this.#closed) return;
    if (!this.#writing) {
      this.#send(frames);
      return;
    }
    this.#waiting.push(frames);
    this.#waitingBytes += frames.length;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#cut();
  }

  /** When the socket has taken everything; at once when it has, and when the reader is gone. */
  drained(): Promise<void> {
    if (this.#closed || !this.#writing) return Promise.resolve();
    return new Promise((resolve) => this.#onDrained.push(resolve));
  }

  /** Looks at the clock; called now and then. */
  checkStall(): void {
    if (this.#writing && this.now() - this.#lastProgressAt > MAX_STALL_MS) this.#cut();
  }

  /** Lets out what waits, then ends the stream. */
  end(): void {
    if (this.#closed) return;
    if (this.#waiting.length > 0) this.response.write(Buffer.concat(this.#waiting));
    this.response.end();
    this.#close();
  }

  #send(frames: Buffer): void {
    if (!this.#writing) this.#lastProgressAt = this.now();
    this.#writing = true;
    this.response.write(frames, () => {
      this.#written();
    });
  }

  #written(): void {
    this.#writing = false;
    this.#lastProgressAt = this.now();
    if (this.#closed) return;
    if (this.#waiting.length > 0) {
      const next = this.#waiting.length === 1 ? (this.#waiting[0] as Buffer) : Buffer.concat(this.#waiting);
      this.#waiting = [];
      this.#waitingBytes = 0;
      this.#send(next);
      return;
    }
    this.#tellDrained();
  }

  #cut(): void {
    this.onSlow();
    this.response.destroy();
    this.#close();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = [];
    this.#tellDrained();
    for (const listener of this.#onClose) listener();
  }

  #tellDrained(): void {
    const listeners = this.#onDrained;
    this.#onDrained = [];
    for (const resolve of listeners) resolve();
  }
}
