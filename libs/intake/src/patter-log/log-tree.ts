import { constants } from 'node:fs';
import { type FileHandle, open, opendir, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The folder of a call on one day, as names below the root. */
export interface CallFolder {
  /** As `2026/05/12`. */
  readonly day: string;
  /** The call id, made safe for a file name and cut at 64 characters by the SDK. */
  readonly name: string;
}

/** Names such as `2026/05/12`. */
export function isDayName(name: string): boolean {
  return /^\d{4}\/\d\d\/\d\d$/.test(name);
}

/** Where a folder lies below the root, with slashes on every system. */
export function placeOf({ day, name }: CallFolder): string {
  return `calls/${day}/${name}`;
}

/** The days that have a folder, newest first. Links are not followed; what is not there has none. */
export async function daysOf(root: string): Promise<string[]> {
  const days: string[] = [];
  for (const year of await foldersIn(join(root, 'calls'))) {
    for (const month of await foldersIn(join(root, 'calls', year))) {
      for (const day of await foldersIn(join(root, 'calls', year, month))) days.push(`${year}/${month}/${day}`);
    }
  }
  return days.filter(isDayName).sort().reverse();
}

/** The calls of a day, one after another: a day may have very many. */
export async function* callFolders(root: string, day: string): AsyncGenerator<CallFolder> {
  const folder = await opendir(join(root, 'calls', day)).catch(isGone);
  if (!folder) return;
  for await (const entry of folder) if (entry.isDirectory()) yield { day, name: entry.name };
}

/**
 * A file for reading, if it is one and lies there itself: a link, here or above it, could lead out of the tree.
 * @param root without links.
 */
export async function openInside(root: string, ...path: readonly string[]): Promise<FileHandle | null> {
  const name = join(root, ...path);
  const folder = await realpath(dirname(name)).catch(isGone);
  if (folder !== dirname(name)) return null;
  // A pipe must not make us wait for its writer.
  const file = await open(name, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(isGone);
  if (!file) return null;
  const isFile = await file.stat().then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (isFile) return file;
  await file.close();
  return null;
}

const NOT_THERE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'EISDIR']);

function isGone(error: unknown): null {
  if (NOT_THERE.has((error as NodeJS.ErrnoException).code)) return null;
  throw error;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(isGone)) ?? [];
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
