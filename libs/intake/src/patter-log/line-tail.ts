import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** A longer line is passed over: no turn is. */
export const MAX_LINE_BYTES = 1_024 * 1_024;
/** Read at once; more only while a line has not ended. */
const CHUNK_BYTES = 64 * 1_024;
const MARK_BYTES = 64;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** How far a file has been read. Holds none of its content. */
export interface FilePlace {
  /** The file itself, whatever its name is now. */
  readonly ino: number;
  /** Bytes of whole lines that were taken. */
  readonly offset: number;
  /** Hash of the last bytes before the offset: another content of the same length is found out by it. */
  readonly mark: string;
  /** The line at the offset is too long; what follows until its end belongs to it. */
  readonly passing?: true;
}

export interface TailLine {
  /** Without the line end. Null: longer than `MAX_LINE_BYTES`, and passed over. */
  readonly bytes: Uint8Array | null;
  /** Where in the file it begins. */
  readonly offset: number;
}

export interface LineStep {
  readonly lines: readonly TailLine[];
  readonly place: FilePlace;
  /** The place that was given is of another file, or of another content: this step began at the start. */
  readonly anew: boolean;
  /** There are bytes left that may be whole lines. */
  readonly more: boolean;
}

/**
 * The next whole lines behind a place, some 64 KiB of them. What has no line end yet waits for the next time, so that a
 * half-written line, or half a character, is never taken. Empty lines are left out. Bound in memory by the longest line.
 * @throws Error of the file system.
 */
export async function readLines(file: FileHandle, from: FilePlace | null): Promise<LineStep> {
  const { ino, size } = await file.stat();
  const known = from && from.ino === ino ? await checked(file, from) : null;
  const start = known ?? { ino, offset: 0, mark: '' };
  const anew = from !== null && known === null;
  const chunk = await lineChunk(file, start.offset);
  const end = chunk.lastIndexOf(LINE_FEED) + 1;
  if (end === 0) {
    if (chunk.length < MAX_LINE_BYTES) return { lines: [], place: start, anew, more: false };
    const place: FilePlace = { ...(await placeAt(file, ino, start.offset + chunk.length)), passing: true };
    const first = start.passing ? [] : [{ bytes: null, offset: start.offset }];
    return { lines: first, place, anew, more: true };
  }
  const lines = linesOf(chunk.subarray(0, end), start);
  const place = await placeAt(file, ino, start.offset + end);
  return { lines, place, anew, more: place.offset < size };
}

/** A chunk that holds at least one line end, or all there is, or as much as a line may have. */
async function lineChunk(file: FileHandle, offset: number): Promise<Buffer> {
  for (let bytes = CHUNK_BYTES; ; bytes *= 4) {
    const wanted = Math.min(bytes, MAX_LINE_BYTES);
    const chunk = await readAt(file, offset, wanted);
    if (chunk.length < wanted || wanted === MAX_LINE_BYTES || chunk.includes(LINE_FEED)) return chunk;
  }
}

function linesOf(chunk: Buffer, { offset, passing }: FilePlace): TailLine[] {
  const lines: TailLine[] = [];
  for (let start = 0; start < chunk.length;) {
    const end = chunk.indexOf(LINE_FEED, start);
    const length = end > start && chunk[end - 1] === CARRIAGE_RETURN ? end - 1 - start : end - start;
    const isRest = start === 0 && passing;
    if (length > 0 && !isRest) lines.push({ bytes: chunk.subarray(start, start + length), offset: offset + start });
    start = end + 1;
  }
  return lines;
}

async function checked(file: FileHandle, place: FilePlace): Promise<FilePlace | null> {
  return (await markAt(file, place.offset)) === place.mark ? place : null;
}

async function placeAt(file: FileHandle, ino: number, offset: number): Promise<FilePlace> {
  return { ino, offset, mark: await markAt(file, offset) };
}

async function markAt(file: FileHandle, offset: number): Promise<string> {
  if (offset === 0) return '';
  const first = Math.max(0, offset - MARK_BYTES);
  return hash('sha1', await readAt(file, first, offset - first), 'hex').slice(0, 16);
}

/** Fewer bytes only where the file ends. */
async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
