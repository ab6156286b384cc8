import { realpathSync, statSync } from 'node:fs';
import { callFolders, daysOf, logDirHere, placeOf } from '@callscope/intake';
import { badUsage } from '../form/bad-usage';
import type { Batch, Item, Source } from './batch';
import { deletedIds, loggedItems, writtenAt } from './call-log';
import { unreadable } from './open-lines';
import type { RefusedLine } from './refused-line';
import { EVENT_LIMITS } from './send-events';

/** How far a folder of call logs was read: this call folder and all before it, in the order of days and names. */
export interface FolderPlace {
  readonly folder: string;
}

/** What an earlier run has done: folders up to there, unless they were written to after. */
export interface Before extends FolderPlace {
  readonly savedAt: number;
}

/** @throws CliError when it is no folder. */
export function folderOf(given: string): string {
  const name = logDirHere(given);
  try {
    if (!statSync(name).isDirectory()) throw badUsage(`${name} is no folder`);
    return realpathSync(name);
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** Every call of a folder of call logs, oldest day first. Progress is counted in days. */
export async function callLogSource(
  root: string,
  before: Before | null,
  now: () => number,
): Promise<Source<FolderPlace>> {
  const days = (await daysOf(root)).reverse();
  return { total: days.length, batches: () => batches(root, days, before, now) };
}

async function* batches(
  root: string,
  days: readonly string[],
  before: Before | null,
  now: () => number,
): AsyncGenerator<Batch<FolderPlace>> {
  const deleted = await deletedIds(root);
  let items: Item[] = [];
  let refused: RefusedLine[] = [];
  let bytes = 0;
  let end: FolderPlace = { folder: before?.folder ?? '' };
  const group = (done: number): Batch<FolderPlace> => {
    const batch = { items, refused, end, done };
    [items, refused, bytes] = [[], [], 0];
    return batch;
  };
  for (const [done, day] of days.entries()) {
    const folders = [];
    for await (const folder of callFolders(root, day)) folders.push(folder);
    for (const folder of folders.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const place = placeOf(folder);
      if (before && place <= before.folder && (await writtenAt(root, folder)) <= before.savedAt) continue;
      for await (const item of loggedItems(root, folder, deleted, now)) {
        if ('code' in item) refused.push(item);
        else {
          items.push(item);
          bytes += item.bytes.length;
        }
        if (items.length + refused.length >= EVENT_LIMITS.items || bytes >= EVENT_LIMITS.bytes) yield group(done);
      }
      if (place > end.folder) end = { folder: place };
    }
  }
  yield group(days.length);
}
