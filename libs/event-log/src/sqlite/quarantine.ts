import { copyFileSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DataFolder, dataFolder } from './data-folder';

const NAME = 'quarantine-';

/** A copied time is not kept to the last microsecond. */
const SAME_TIME_MS = 2;

interface Look {
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * Copies the log as it is into a folder of its own inside the data folder. A start that fails again and again makes one
 * copy: when the newest one is of the very same files, it is named again.
 * For a log that this process has not open, or not for long: reading its files takes away the locks on them.
 * @returns the absolute path of the copy.
 */
export function quarantine(path: string): string {
  const folder = dataFolder(path);
  const files = [folder.log, folder.wal, folder.shm, folder.rememberedHead].filter((file) => existsSync(file));
  const last = newestQuarantine(folder);
  if (last !== null && isCopyOf(folder, last)) return last;
  const copy = newFolder(folder);
  for (const file of files) {
    const to = join(copy, basename(file));
    copyFileSync(file, to, constants.COPYFILE_FICLONE);
    const { atime, mtime } = statSync(file);
    utimesSync(to, atime, mtime);
  }
  return copy;
}

/**
 * Removes every copy that `quarantine` has made in this folder. Answers their paths.
 * A copy is of files that cannot be trusted, so that nobody can say whose words are in it.
 */
export function removeQuarantined(path: string): readonly string[] {
  const copies = quarantinedIn(dataFolder(path));
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  return copies;
}

function newestQuarantine(folder: DataFolder): string | null {
  return quarantinedIn(folder).at(-1) ?? null;
}

function quarantinedIn({ path }: DataFolder): string[] {
  const names = readdirSync(path).filter((name) => name.startsWith(NAME));
  return names.sort().map((name) => join(path, name));
}

function isCopyOf({ log, wal }: DataFolder, copy: string): boolean {
  return [log, wal].every((file) => looksLike(look(file), look(join(copy, basename(file)))));
}

/** To look at a log by reading makes an empty write-ahead log beside it: no file and an empty one are the same. */
function look(file: string): Look {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && stat.size > 0 ? { size: stat.size, mtimeMs: stat.mtimeMs } : { size: 0, mtimeMs: 0 };
}

function looksLike(one: Look, other: Look): boolean {
  return one.size === other.size && Math.abs(one.mtimeMs - other.mtimeMs) < SAME_TIME_MS;
}

function newFolder({ path }: DataFolder): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  for (let number = 1; ; number++) {
    const copy = join(path, `${NAME}${time}${number === 1 ? '' : `-${number}`}`);
    if (existsSync(copy)) continue;
    mkdirSync(copy, { mode: 0o700 });
    return copy;
  }
}
