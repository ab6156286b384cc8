const LINE_FEED = 0x0a;

/** How far a file was read: whole lines, and their bytes. */
export interface LinePlace {
  readonly line: number;
  readonly offset: number;
}

export interface CutLine extends LinePlace {
  /** Without its end; null for a line that is too long, of which nothing is kept. */
  readonly bytes: Uint8Array | null;
}

/** Lines of one piece of bytes; only the one that has not ended yet is kept from piece to piece, up to its limit. */
export class LineCutter {
  #parts: Uint8Array[] = [];
  #length = 0;
  #line: number;
  #offset: number;

  constructor(
    private readonly maxBytes: number,
    from: LinePlace,
  ) {
    this.#line = from.line;
    this.#offset = from.offset;
  }

  *push(piece: Uint8Array): Generator<CutLine> {
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, from)) {
      this.#keep(piece.subarray(from, end));
      from = end + 1;
      yield this.#take(1);
    }
    this.#keep(piece.subarray(from));
  }

  /** The last line, when no line feed ends it. */
  *end(): Generator<CutLine> {
    if (this.#length > 0) yield this.#take(0);
  }

  #keep(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > this.maxBytes) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  #take(endBytes: number): CutLine {
    const parts = this.#parts;
    const length = this.#length;
    this.#parts = [];
    this.#length = 0;
    this.#line += 1;
    this.#offset += length + endBytes;
    const place = { line: this.#line, offset: this.#offset };
    if (length > this.maxBytes) return { ...place, bytes: null };
    const [first] = parts;
    return { ...place, bytes: first && parts.length === 1 ? first : Buffer.concat(parts) };
  }
}
