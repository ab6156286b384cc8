import { BODIES_HELD, type BodiesHeld } from './bodies-held';
import { tooManyBodies } from './body-pieces';

const LINE_FEED = 0x0a;

/** Of a line that has more bytes than an event may have nothing is kept: whoever reads it only waits for its end. */
const LONGEST_KEPT = 1_048_576;

/** Smaller pieces of a line are put together: each would take 400 bytes beside its own. */
const BLOCK_BYTES = 16_384;

/**
 * A body of lines, of any length: what is kept of a line until it ends counts among what all bodies hold.
 * @param held what all bodies together hold; those of the process, but in tests.
 * @throws DoorError when there is no room for a line; what came before it was handed on.
 */
export async function* heldLines(
  pieces: AsyncIterable<Uint8Array>,
  held: BodiesHeld = BODIES_HELD,
): AsyncGenerator<Uint8Array> {
  const line = new OpenLine(held);
  try {
    for await (const piece of pieces) yield* line.take(piece);
    yield* line.rest();
  } finally {
    line.letGo();
  }
}

/** The line that has not ended yet. */
class OpenLine {
  #bytes = 0;
  #held = 0;
  #block: Buffer | null = null;
  #filled = 0;

  constructor(private readonly held: BodiesHeld) {}

  /** @returns what is to be handed on now. */
  take(piece: Uint8Array): Uint8Array[] {
    const end = piece.lastIndexOf(LINE_FEED);
    this.#bytes = end < 0 ? this.#bytes + piece.length : piece.length - 1 - end;
    const isTooLong = this.#bytes > LONGEST_KEPT;
    if (end < 0 && !isTooLong && piece.length < BLOCK_BYTES) return this.#gather(piece);
    const before = this.rest();
    if (end >= 0 || isTooLong) this.letGo();
    // The beginning of a line keeps the piece that it came in, whatever else was in it.
    if (this.#bytes > 0 && !isTooLong) this.#hold(piece.length);
    return [...before, piece];
  }

  /** @returns what was gathered and not handed on. */
  rest(): Uint8Array[] {
    const rest = this.#block === null ? [] : [this.#block.subarray(0, this.#filled)];
    this.#block = null;
    this.#filled = 0;
    return rest;
  }

  letGo(): void {
    this.held.letGo(this.#held);
    this.#held = 0;
  }

  /** Of a piece that is shorter than a block. */
  #gather(piece: Uint8Array): Uint8Array[] {
    const full = this.#filled + piece.length > BLOCK_BYTES ? this.rest() : [];
    if (this.#block === null) {
      this.#hold(BLOCK_BYTES);
      this.#block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    }
    this.#block.set(piece, this.#filled);
    this.#filled += piece.length;
    return full;
  }

  #hold(bytes: number): void {
    const taken = this.held.take(bytes);
    if (taken === 0) throw tooManyBodies();
    this.#held += taken;
  }
}
