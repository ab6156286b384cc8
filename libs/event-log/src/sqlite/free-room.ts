import { statfsSync } from 'node:fs';

/** What the log leaves free, so that the views beside it can still take in what it holds, and reads go on. */
const KEPT_FREE_BYTES = 4 * 1_024 * 1_024;

/** @throws Error when so little room is left that nothing more should be stored. Asked before each commit: 2 µs. */
export function assertFreeRoom(folder: string): void {
  const { bavail, bsize, blocks } = statfsSync(folder);
  // Some file systems do not tell.
  if (blocks === 0 || bavail * bsize >= KEPT_FREE_BYTES) return;
  throw new Error('the disk is full: less than 4 MiB are free');
}
