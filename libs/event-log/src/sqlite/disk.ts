import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';

const CHUNK_BYTES = 1 << 20;

/** Makes the names in a folder durable: a new file is not found after a power cut before its folder was synced. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder; its file systems keep names in order by themselves.
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Writes a file's bytes over themselves, and syncs. After a failed sync the kernel can hold bytes that it takes for
 * written and that no later sync writes; after a kill they can be there unsynced. From then on what is read is on disk.
 */
export function makeDurable(file: string): void {
  const { size } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size === 0) return;
  const fd = openSync(file, 'r+');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = 0; at < size;) {
      const bytes = readSync(fd, chunk, 0, CHUNK_BYTES, at);
      if (bytes === 0) break;
      writeWhole(fd, chunk.subarray(0, bytes), at);
      at += bytes;
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function writeWhole(fd: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done, position + done);
}
