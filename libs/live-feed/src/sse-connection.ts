import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import type { Parcel } from './parcel';
import { OPENING } from './sse-frame';

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/**
 * What is larger is handed to the socket in slices of so many bytes, each when the one before was taken: so it is seen
 * that a reader takes bytes, also in the middle of a frame.
 */
const SLICE_BYTES = 65_536;

/** More than this waiting behind the frame that is being written, and the reader is too slow. */
const MAX_WAITING_BYTES = 1_048_576;

/** Emitted on an answer when the right by which it is given has ended: a stream ends in order then. */
export const REVOKED = Symbol('revoked');

/** Nothing taken from the socket for this long while something waits, and the reader is too slow. */
export const MAX_STALL_MS = 10_000;

/**
 * One reader of a stream. Frames go to the socket one write at a time, large ones slice by slice; what comes meanwhile waits here, counted in
 * bytes, so that a reader who does not read is cut off instead of filling our memory. It can resume by its id.
 */
export class SseConnection {
  #waiting: Parcel[] = [];
  #waitingBytes = 0;
  #writing = false;
  /** What is left of a large write: a view of its bytes. */
  #rest: Buffer | null = null;
  #lastProgressAt: number;
  #onDrained: (() => void)[] = [];
  #closed = false;
  readonly #onClose: (() => void)[] = [];
  /**
   * Where frames go: past Node's response, which would frame them anew for each reader, to its socket. An answer that
   * still stands behind another one on its connection has none yet.
   */
  readonly #out: Writable;
  /** Are they to be chunks? Those who speak HTTP/1.0 get them as they are; the response makes chunks itself. */
  readonly #inChunks: boolean;

  constructor(
    private readonly response: ServerResponse,
    private readonly now: () => number,
    private readonly onSlow: () => void,
  ) {
    this.#lastProgressAt = now();
    this.#out = response.socket ?? response;
    const { socket } = response.req;
    // Who went before the stream began: its `close` has been, and never comes again.
    if (response.destroyed || socket.destroyed) {
      this.#closed = true;
      this.#inChunks = false;
      return;
    }
    response.on('close', this.#close);
    response.once(REVOKED, () => {
      this.end();
    });
    // Of answers that stand behind each other, Node tells the first alone that its connection is gone.
    if (!response.socket) {
      socket.once('close', this.#close);
      this.onClose(() => socket.off('close', this.#close));
    }
    // A reset connection is a reader that went: `close` follows.
    response.on('error', () => undefined);
    response.socket?.setNoDelay(true);
    response.writeHead(200, HEADERS);
    this.#inChunks = this.#out !== response && response.chunkedEncoding;
    // A stream has no end, and who asks for its head alone wants one.
    if (response.req.method === 'HEAD') {
      this.end();
      return;
    }
    // The head of the answer goes out first, in one write with what the stream opens with.
    this.#out.cork();
    response.flushHeaders();
    this.write(OPENING);
    this.#out.uncork();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Called once, when the stream is over; at once when it is over already. */
  onClose(listener: () => void): void {
    if (this.#closed) listener();
    else this.#onClose.push(listener);
  }

  write(parcel: Parcel): void {
    if (this.#closed) return;
    if (!this.#writing) {
      this.#send(this.#framed(parcel));
      return;
    }
    this.#waiting.push(parcel);
    this.#waitingBytes += parcel.bytes.length;
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
    if (this.#rest) this.#out.write(this.#rest);
    if (this.#waiting.length > 0) this.#out.write(this.#takeWaiting());
    this.response.end();
    this.#close();
  }

  /** When all of a stream that was ended has been handed to the system, or its reader is gone. */
  flushed(): Promise<void> {
    const { response } = this;
    if (response.writableFinished || response.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      response.once('finish', resolve).once('close', resolve);
    });
  }

  #send(bytes: Buffer): void {
    this.#lastProgressAt = this.now();
    this.#writing = true;
    const isLarge = bytes.length > SLICE_BYTES;
    this.#rest = isLarge ? bytes.subarray(SLICE_BYTES) : null;
    this.#out.write(isLarge ? bytes.subarray(0, SLICE_BYTES) : bytes, this.#written);
  }

  #framed(parcel: Parcel): Buffer {
    return this.#inChunks ? parcel.chunk : parcel.bytes;
  }

  #takeWaiting(): Buffer {
    const [first, ...others] = this.#waiting.map((parcel) => this.#framed(parcel));
    this.#waiting = [];
    this.#waitingBytes = 0;
    return others.length === 0 ? (first as Buffer) : Buffer.concat([first as Buffer, ...others]);
  }

  /** One for all writes of this reader. */
  readonly #written = (): void => {
    this.#writing = false;
    this.#lastProgressAt = this.now();
    if (this.#closed) return;
    if (this.#rest) this.#send(this.#rest);
    else if (this.#waiting.length > 0) this.#send(this.#takeWaiting());
    else this.#tellDrained();
  };

  #cut(): void {
    this.onSlow();
    this.response.destroy();
    this.#close();
  }

  readonly #close = (): void => {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = [];
    this.#rest = null;
    this.#tellDrained();
    for (const listener of this.#onClose) listener();
  };

  #tellDrained(): void {
    const listeners = this.#onDrained;
    this.#onDrained = [];
    for (const resolve of listeners) resolve();
  }
}
