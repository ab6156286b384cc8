import { type StatsFs, statfsSync } from 'node:fs';

/** What the log leaves free, so that the views beside it can still take in what it holds, and reads go on. */
const KEPT_FREE_BYTES = 4 * 1_024 * 1_024;

/**
 * @param neededBytes what is about to be written, where that is much.
 * @throws Error when so little room is left that it should not be stored. Asked before each commit: 2 µs.
 */
export function assertFreeRoom(folder: string, neededBytes = 0): void {
  const { bavail, bsize, blocks } = roomOf(folder);
  // Some file systems do not tell.
  if (blocks === 0 || bavail * bsize >= KEPT_FREE_BYTES + neededBytes) return;
  if (neededBytes > 0) throw new Error(`the disk is full: ${neededBytes} bytes more are needed for a while`);
  throw new Error('the disk is full: less than 4 MiB are free');
}

/** Its own error names the folder, and who posts events is told of errors. */
function roomOf(folder: string): StatsFs {
  try {
    return statfsSync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`the room on the disk cannot be learned (${code})`, { cause: error });
  }
}
