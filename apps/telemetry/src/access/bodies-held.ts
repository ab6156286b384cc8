const MAX_BYTES = 128 * 1_048_576;

/** What a piece takes beside its bytes: a body may come in pieces of one byte each, and would be 700 times its size. */
const PIECE_BYTES = 768;

/**
 * The memory that bodies hold while they are being read: each has a limit of its own, and so has each line of a body of
 * lines; this is that of all together.
 */
export class BodiesHeld {
  #bytes = 0;

  constructor(private readonly maxBytes = MAX_BYTES) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Makes room for a piece of so many bytes. @returns what is to be given to `letGo`; 0 when there is no room. */
  take(pieceBytes: number): number {
    const bytes = pieceBytes + PIECE_BYTES;
    if (this.#bytes + bytes > this.maxBytes) return 0;
    this.#bytes += bytes;
    return bytes;
  }

  letGo(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** Those of this process. */
export const BODIES_HELD = new BodiesHeld();
