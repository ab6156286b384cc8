const LINE_FEED = 0x0a;
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d]);

/** A line that has more bytes than a line may have. */
export const TOO_LONG = Symbol('a line that is too long');
export type Line = Uint8Array | typeof TOO_LONG;

/**
 * Cuts bytes into lines as they come. Keeps at most one unfinished line, and of one that is too long nothing at all.
 * Blank lines are passed over.
 */
export class LineSplitter {
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(private readonly maxBytes: number) {}

  /** The lines that end in this piece. They are views of it: use them before the next one is read. */
  *push(piece: Uint8Array): Generator<Line> {
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, from)) {
      this.#keep(piece.subarray(from, end));
      from = end + 1;
      const line = this.#take();
      if (line) yield line;
    }
    this.#keep(piece.subarray(from));
  }

  /** The last line, when no line feed ends it. */
  end(): Line | null {
    return this.#take();
  }

  #keep(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#length += part.length;
    if (this.#length > this.maxBytes) this.#parts = [];
    else this.#parts.push(part);
  }

  #take(): Line | null {
    const parts = this.#parts;
    const isTooLong = this.#length > this.maxBytes;
    this.#parts = [];
    this.#length = 0;
    if (isTooLong) return TOO_LONG;
    const [first] = parts;
    if (!first) return null;
    const line = parts.length === 1 ? first : Buffer.concat(parts);
    return line.every((byte) => BLANK.has(byte)) ? null : line;
  }
}
