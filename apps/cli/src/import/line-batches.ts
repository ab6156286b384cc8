import type { Batch, Item } from './batch';
import { LineCutter, type LinePlace } from './cut-lines';
import type { RefusedLine } from './refused-line';

export interface BatchLimits {
  readonly maxLineBytes: number;
  /** How a line is refused that is longer. */
  readonly tooLong: { readonly code: string; readonly message: string };
  readonly items: number;
  readonly bytes: number;
}

export interface LinesAsked {
  readonly limits: BatchLimits;
  readonly from: LinePlace;
  /** Lines before this one are passed over. */
  readonly firstLine: number;
  /** What comes is handed on at once: the next piece may be long in coming. */
  readonly isLive: boolean;
  /** How much of the whole was read by now. */
  readonly done: (place: LinePlace) => number;
}

const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d]);
const MARK = [0xef, 0xbb, 0xbf];

/** The lines of a file in bounded groups. Blank lines are counted and passed over. */
export async function* lineBatches(
  pieces: AsyncIterable<Uint8Array>,
  { limits, from, firstLine, isLive, done }: LinesAsked,
): AsyncGenerator<Batch<LinePlace>> {
  const cutter = new LineCutter(limits.maxLineBytes, from);
  let items: Item[] = [];
  let refused: RefusedLine[] = [];
  let bytes = 0;
  let place = from;
  const take = (line: ReturnType<LineCutter['push']>): Batch<LinePlace> | null => {
    for (let next = line.next(); !next.done; next = line.next()) {
      const { bytes: found, ...end } = next.value;
      place = end;
      if (end.line < firstLine) continue;
      const content = end.line === 1 && found ? withoutMark(found) : found;
      if (content === null) refused.push({ line: end.line, ...limits.tooLong });
      else if (!content.every((byte) => BLANK.has(byte))) {
        items.push({ line: end.line, bytes: content });
        bytes += content.length;
      }
      if (items.length + refused.length >= limits.items || bytes >= limits.bytes) return group();
    }
    return null;
  };
  const group = (): Batch<LinePlace> => {
    const batch = { items, refused, end: place, done: done(place) };
    [items, refused, bytes] = [[], [], 0];
    return batch;
  };
  try {
    for await (const piece of pieces) {
      const lines = cutter.push(piece);
      for (let batch = take(lines); batch; batch = take(lines)) yield batch;
      if (isLive && items.length + refused.length > 0) yield group();
    }
  } catch (error) {
    // The whole lines before the damage are as good as any.
    yield group();
    throw error;
  }
  const last = take(cutter.end());
  if (last) yield last;
  yield group();
}

/** Some editors begin a file with the three bytes of a byte order mark. */
function withoutMark(line: Uint8Array): Uint8Array {
  return MARK.every((byte, index) => line[index] === byte) ? line.subarray(MARK.length) : line;
}
