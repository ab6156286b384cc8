import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
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

/** Where the data folder should be there can be none. */
export class BadFolderError extends Error {
  readonly code = 'bad_folder';
}

const WHY_NOT: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOTDIR', 'is no folder, or is in something that is none'],
  ['EEXIST', 'is no folder, or leads to none'],
  ['ENOENT', 'cannot be made where it is'],
  ['EACCES', 'may not be made or written by this user'],
  ['EPERM', 'may not be made or written by this user'],
  ['EROFS', 'is on a disk that is only read'],
]);

/**
 * Makes a missing folder, for its owner alone and so that it outlives a power cut. One that is there is left as it is.
 * @throws BadFolderError that says why there is none to write into.
 */
export function makeFolder({ path }: DataFolder): void {
  try {
    if (!existsSync(path)) makeWithParents(path);
    // What is no folder has nothing in it, and is told so.
    accessSync(`${path}/.`, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = WHY_NOT.get((error as NodeJS.ErrnoException).code);
    throw why === undefined ? error : new BadFolderError(`"${path}" ${why}`, { cause: error });
  }
}

/** One by one: Node's own way never ends in a folder that says of every new name that it is not there, as /proc does. */
function makeWithParents(path: string): void {
  const parent = dirname(path);
  if (!existsSync(parent)) makeWithParents(parent);
  try {
    mkdirSync(path, { mode: OWNER_ONLY_FOLDER });
  } catch (error) {
    // Somebody else has made it in the meantime.
    if (!existsSync(path)) throw error;
  }
  syncFolder(parent);
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
