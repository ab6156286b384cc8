import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { FilePlace } from '@callscope/intake';

/** How far the folder of one call has been read. */
export interface FolderPlace {
  readonly callId?: string;
  /** Size and times of the `metadata.json` that was taken or refused. */
  readonly metadata?: string;
  readonly lines?: FilePlace;
  /** Size and times of the transcript when no whole line was left in it. */
  readonly read?: string;
}

interface Pages {
  readonly folders: Record<string, FolderPlace>;
  /** What stood in a day that is over and was read whole: a digest of names, sizes and times. */
  readonly days: Record<string, string>;
}

const VERSION = 1;

/**
 * Remembers across restarts how far the call logs have been read. It is never needed: without it everything is read
 * again, and what is stored already is a duplicate. It holds no word of any call, and counts only for the log and the
 * folder that it was written for: another log may lack what this one has.
 */
export class PlaceBook {
  readonly #folders: Map<string, FolderPlace>;
  readonly #days: Map<string, string>;
  #changed = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: string,
    /** The name of the log, and the folder that is read. */
    private readonly of: { readonly log: string; readonly root: string },
  ) {
    const { folders, days } = pagesIn(file, of);
    this.#folders = new Map(Object.entries(folders));
    this.#days = new Map(Object.entries(days));
  }

  folder(place: string): FolderPlace {
    return this.#folders.get(place) ?? {};
  }

  setFolder(place: string, reached: FolderPlace): void {
    this.#folders.set(place, reached);
    this.#changed = true;
  }

  day(day: string): string | null {
    return this.#days.get(day) ?? null;
  }

  /** The day is over and read: of its folders nothing needs to be kept any more. */
  closeDay(day: string, digest: string): void {
    const below = `calls/${day}/`;
    for (const place of this.#folders.keys()) if (place.startsWith(below)) this.#folders.delete(place);
    this.#days.set(day, digest);
    this.#changed = true;
  }

  /** Forgets the days that are not there any more. */
  keepDays(days: ReadonlySet<string>): void {
    for (const day of this.#days.keys()) if (!days.has(day)) this.#changed = this.#days.delete(day);
    for (const place of this.#folders.keys()) {
      if (!days.has(place.slice('calls/'.length, 'calls/2026/05/12'.length))) {
        this.#changed = this.#folders.delete(place);
      }
    }
  }

  /** Writes what has changed, to a new file that then takes the place of the old one. */
  save(): Promise<void> {
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    const pages: Pages = { folders: Object.fromEntries(this.#folders), days: Object.fromEntries(this.#days) };
    const draft = `${this.file}.${randomBytes(4).toString('hex')}`;
    try {
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(JSON.stringify({ version: VERSION, ...this.of, ...pages }));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, this.file);
    } catch (error) {
      this.#changed = true;
      await rm(draft, { force: true }).catch(() => undefined);
      throw error;
    }
  }
}

/** A file that cannot be read or that belongs to something else is as good as none. */
function pagesIn(file: string, of: { readonly log: string; readonly root: string }): Pages {
  try {
    const told = JSON.parse(readFileSync(file, 'utf8')) as Pages & { version: number; log: string; root: string };
    const isOurs = told.version === VERSION && told.log === of.log && told.root === of.root;
    if (isOurs && isObject(told.folders) && isObject(told.days)) return told;
  } catch {
    // Read below as no places at all.
  }
  return { folders: {}, days: {} };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
