import { join, relative, sep } from 'node:path';
import { isRecent } from './recent-days';

export interface TreeListener {
  /** Something was added or has changed: its names below the root. */
  changed(names: readonly string[]): void;
  failed(error: unknown): void;
}

export interface TreeWatch {
  /** Whether changes in this folder of a call are told. */
  sees(place: string): boolean;
  /** Watches a folder that slipped through: what is made while the folder above it is being read is not told. */
  add(place: string): void;
  close(): Promise<void>;
}

const LAYERS = [/^calls$/, /^\d{4}$/, /^\d\d$/, /^\d\d$/, /^[^.]/, /^(metadata\.json|transcript\.jsonl)$/];
const FOLDER_OF_CALL = 5;
/** A folder that goes while it is being looked through is never ready. */
const READY_MS = 60_000;
export const DELETED_IDS = '.deleted_call_ids.json';

/**
 * Watches the days into which calls may still be written. Days that are over are left out: each watched file takes a
 * watch of the system, and there may be thousands. Answers once everything that is there is watched.
 */
export async function watchTree(root: string, stopping: AbortSignal, listener: TreeListener): Promise<TreeWatch> {
  // Loaded only by who wants it: most services watch nothing.
  const { watch } = await import('chokidar');
  const namesOf = (path: string): string[] => relative(root, path).split(sep).filter(Boolean);
  const seen = new Set<string>();
  const watcher = watch(root, {
    followSymlinks: false,
    ignorePermissionErrors: true,
    // A file that is replaced by renaming is a change like any other; waiting to see whether it is costs 100 ms.
    atomic: false,
    ignored: (path) => !isOfInterest(namesOf(path)),
  });
  let ready = false;
  const tell = (path: string): void => {
    if (ready) listener.changed(namesOf(path));
  };
  watcher.on('add', tell).on('change', tell);
  watcher.on('addDir', (path) => {
    const names = namesOf(path);
    if (names.length === FOLDER_OF_CALL) seen.add(names.join('/'));
    tell(path);
  });
  watcher.on('unlinkDir', (path) => seen.delete(namesOf(path).join('/')));
  watcher.on('error', (error) => listener.failed(error));
  await readyOf(watcher, AbortSignal.any([stopping, AbortSignal.timeout(READY_MS)]));
  ready = true;
  return {
    sees: (place) => seen.has(place),
    add: (place) => void watcher.add(join(root, place)),
    close: () => watcher.close(),
  };
}

function readyOf(watcher: { once(event: 'ready', told: () => void): unknown }, given: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    watcher.once('ready', resolve);
    given.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Whether something with these names below the root is watched, or holds what is. */
export function isOfInterest(names: readonly string[], now = Date.now()): boolean {
  if (names.length === 1 && names[0] === DELETED_IDS) return true;
  if (names.length > LAYERS.length || !names.every((name, layer) => LAYERS[layer]?.test(name))) return false;
  return names.length < 4 || isRecent(names.slice(1, 4).join('/'), now);
}
