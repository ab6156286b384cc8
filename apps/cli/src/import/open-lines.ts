import { createReadStream, type ReadStream, statSync } from 'node:fs';
import { addAbortSignal, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CliError } from '../cli-error';
import { codeOf, messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import type { Source } from './batch';
import type { LinePlace } from './cut-lines';
import { lineBatches, type BatchLimits } from './line-batches';

const PIECE_BYTES = 256 * 1_024;

export interface LinesOf {
  /** `-` is stdin. */
  readonly file: string;
  readonly isPacked: boolean;
  readonly from: LinePlace;
  readonly firstLine: number;
  readonly limits: BatchLimits;
}

/** The lines of a file, packed by gzip or not, or of stdin. Progress is counted in bytes of the file as it lies there. */
export function linesSource({ file, isPacked, from, firstLine, limits }: LinesOf): Source<LinePlace> {
  const asked = { limits, from, firstLine };
  if (file === '-') {
    const place = { ...asked, isLive: true, done: () => 0 };
    return {
      total: null,
      // Nobody may ever write again, nor end it.
      batches: (signal) => lineBatches(told(addAbortSignal(signal, process.stdin), file), place),
    };
  }
  const total = statSync(file).size;
  return {
    total,
    batches() {
      // A packed file cannot be entered in its middle: what was done before is unpacked and passed over.
      const read = createReadStream(file, { start: isPacked ? 0 : from.offset, highWaterMark: PIECE_BYTES });
      if (!isPacked) {
        return lineBatches(told(read, file), { ...asked, isLive: false, done: ({ offset }) => offset });
      }
      const plain = behind(told(unpacked(read), file), from.offset);
      return lineBatches(plain, { ...asked, isLive: false, done: () => read.bytesRead });
    },
  };
}

function unpacked(read: ReadStream): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  // The reader of `gunzip` is told of every failure.
  pipeline(read, gunzip, () => undefined);
  return gunzip;
}

async function* behind(pieces: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const piece of pieces) {
    if (left < piece.length) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

async function* told(pieces: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw unreadable(file, error);
  }
}

const REASONS = new Map([
  ['ENOENT', 'no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
  ['Z_DATA_ERROR', 'it is damaged: what stands before that is taken in'],
  ['Z_BUF_ERROR', 'it is cut off: what stands before that is taken in'],
]);

export function unreadable(file: string, error: unknown): CliError {
  const reason = REASONS.get(codeOf(error) ?? '') ?? messageOf(error);
  return new CliError(`cannot read ${file}: ${reason}`, ExitCode.BadUsage);
}
