import { DoorError } from '../door/http-problem';
import type { BodiesHeld } from './bodies-held';

/** The pieces of one body as they come, within what it may take and what all bodies together may. */
export class BodyPieces {
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  #held = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly held: BodiesHeld,
  ) {}

  /** @returns why this piece is not taken, and with it the body; null when it is. */
  take(piece: Uint8Array): DoorError | null {
    this.#bytes += piece.length;
    if (this.#bytes > this.maxBytes) return tooLarge(this.maxBytes);
    const held = this.held.take(piece.length);
    if (held === 0) return tooManyBodies();
    this.#held += held;
    this.#pieces.push(piece);
    return null;
  }

  whole(): Buffer {
    const [first] = this.#pieces;
    return this.#pieces.length === 1 && Buffer.isBuffer(first) ? first : Buffer.concat(this.#pieces, this.#bytes);
  }

  /** To be called once, when the body is read or given up. */
  letGo(): void {
    this.held.letGo(this.#held);
    // Who gave it up may still listen to the request for a while, and would keep them.
    this.#pieces.length = 0;
  }
}

export function tooLarge(maxBytes: number): DoorError {
  const size = maxBytes >= 1_048_576 ? `${maxBytes / 1_048_576} MiB` : `${maxBytes} bytes`;
  return new DoorError({
    status: 413,
    code: 'body_too_large',
    message: `the body is larger than ${size} after inflation`,
  });
}

export function tooManyBodies(): DoorError {
  return new DoorError({
    status: 503,
    code: 'overloaded',
    message: 'too many long bodies are being sent at once',
    retryAfterS: 1,
  });
}
