import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { syncFolder } from './disk';

const OWNER_ONLY_FOLDER = 0o700;
export const OWNER_ONLY_FILE = 0o600;
const OTHERS = 0o077;

/** Where things stand in a data folder. The paths are absolute. */
export interface DataFolder {
  readonly path: string;
  readonly log: string;
  /** SQLite's write-ahead log: what was committed and not yet moved into `log`. */
  readonly wal: string;
  readonly shm: string;
  readonly rememberedHead: string;
  readonly lock: string;
  readonly pid: string;
}

export function dataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  const log = join(path, 'events.sqlite');
  return {
    path,
    log,
    wal: `${log}-wal`,
    shm: `${log}-shm`,
    rememberedHead: join(path, 'head.json'),
    lock: join(path, 'callscope.lock'),
    pid: join(path, 'callscope.pid'),
  };
}

/** Makes a missing folder, for its owner alone and so that it outlives a power cut. One that is there is left as it is. */
export function makeFolder({ path }: DataFolder): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true, mode: OWNER_ONLY_FOLDER });
  syncFolder(dirname(path));
}

/**
 * Makes a missing file, empty and for its owner alone. One that is there is not even opened: to close a file again would
 * take away all locks that this process has on it.
 */
export function makeOwnersFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY_FILE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Files of the log that others may read become their owner's alone: a former umask may have been another. */
export function closeToOthers({ log, wal, shm, rememberedHead }: DataFolder): void {
  for (const file of [log, wal, shm, rememberedHead]) {
    if (existsSync(file) && (statSync(file).mode & OTHERS) !== 0) chmodSync(file, OWNER_ONLY_FILE);
  }
}
