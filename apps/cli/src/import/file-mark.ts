import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { hash } from 'node:crypto';
import type { LinePlace } from './cut-lines';

const LOOKED_AT_BYTES = 4_096;

/** What a file is known by. */
export interface FileFacts {
  /** Its whole name, without links. */
  readonly path: string;
  readonly bytes: number;
  readonly isPacked: boolean;
  /** Two files that have the same are taken for one, up to `place`. */
  markAt(place: LinePlace): string;
}

/** @throws Error of the file system. */
export function factsOf(file: string): FileFacts {
  const path = realpathSync(file);
  const { size, mtimeMs } = withFile(path, (opened) => fstatSync(opened));
  const head = bytesAt(path, 0, 2);
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  return {
    path,
    bytes: size,
    isPacked,
    // A packed file is rewritten as a whole; another one may grow, and is the same as far as it was read.
    markAt: ({ offset }) =>
      isPacked ? `${size} ${mtimeMs}` : hashOf(bytesAt(path, 0, Math.min(offset, LOOKED_AT_BYTES)), tail(path, offset)),
  };
}

function tail(path: string, offset: number): Buffer {
  const first = Math.max(0, offset - LOOKED_AT_BYTES);
  return bytesAt(path, first, offset - first);
}

function hashOf(...parts: readonly Buffer[]): string {
  return hash('sha256', Buffer.concat(parts), 'hex');
}

function bytesAt(path: string, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return withFile(path, (file) => buffer.subarray(0, readSync(file, buffer, 0, length, from)));
}

function withFile<T>(path: string, look: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return look(file);
  } finally {
    closeSync(file);
  }
}
