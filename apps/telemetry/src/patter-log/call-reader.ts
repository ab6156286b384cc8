import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallEvent } from '@callscope/call-events';
import {
  type CallFolder,
  type IntakeWatch,
  openInside,
  placeOf,
  readLines,
  readLogMetadata,
  readLogTurn,
  RefusedInputError,
  type TailLine,
} from '@callscope/intake';
import type { DeletedCalls } from './deleted-calls';
import type { PatientLog } from './patient-log';
import type { FolderPlace, PlaceBook } from './place-book';
import { dayBefore } from './recent-days';

const MAX_METADATA_BYTES = 1_024 * 1_024;

export interface ReaderParts {
  /** Without links. */
  readonly root: string;
  readonly book: PlaceBook;
  readonly log: PatientLog;
  readonly deleted: DeletedCalls;
  readonly watch: IntakeWatch;
  /** Told what cannot be read; never a word of a call. */
  readonly tell: (file: string, reason: string) => void;
}

/** What one step found. */
export interface ReadStep {
  /** Something was new. */
  readonly grew: boolean;
  /** There is more to be read at once. */
  readonly more: boolean;
}

/** Takes in what is new in the folder of one call. */
export class CallReader {
  constructor(private readonly parts: ReaderParts) {}

  /**
   * One step: the metadata if it has changed, then some 64 KiB of turns. How far it came is remembered only after the
   * events are on disk.
   * @throws Error of the file system, or of a log that is lost.
   */
  async step(folder: CallFolder): Promise<ReadStep> {
    const metadata = await this.#metadata(folder);
    const turns = await this.#turns(folder);
    return { grew: metadata || turns.grew, more: turns.more };
  }

  async #metadata(folder: CallFolder): Promise<boolean> {
    const { root, book } = this.parts;
    const place = placeOf(folder);
    const name = `${place}/metadata.json`;
    const stats = await statsOf(join(root, name));
    const reached = book.folder(place);
    if (!stats || reached.metadata === signature(stats)) return false;
    const file = await openInside(root, ...name.split('/'));
    if (!file) return false;
    try {
      const opened = await file.stat();
      const next: FolderPlace = { ...reached, metadata: signature(opened) };
      try {
        const bytes = opened.size > MAX_METADATA_BYTES ? Buffer.alloc(0) : await file.readFile();
        const { callId, events } = readLogMetadata(bytes, folder.name, Date.now());
        await this.#store(callId, events, name);
        book.setFolder(place, { ...next, callId });
      } catch (error) {
        this.#refuse(error, name);
        book.setFolder(place, next);
      }
    } finally {
      await file.close();
    }
    return true;
  }

  async #turns(folder: CallFolder): Promise<ReadStep> {
    const { root, book } = this.parts;
    const place = placeOf(folder);
    const name = `${place}/transcript.jsonl`;
    const stats = await statsOf(join(root, name));
    const reached = book.folder(place);
    if (!stats || reached.read === signature(stats)) return { grew: false, more: false };
    const file = await openInside(root, ...name.split('/'));
    if (!file) return { grew: false, more: false };
    try {
      // Taken before the lines are: what is written meanwhile makes it another one.
      const read = signature(await file.stat());
      const { lines, place: next, more } = await readLines(file, reached.lines ?? null);
      const callId = this.#callId(folder);
      await this.#store(callId, this.#turnsIn(lines, callId, name), name);
      book.setFolder(place, { ...reached, lines: next, read: more ? '' : read });
      return { grew: lines.length > 0, more };
    } finally {
      await file.close();
    }
  }

  /** The second day of a call has no metadata before its end, but a folder of the same name. */
  #callId({ day, name }: CallFolder): string {
    const { book } = this.parts;
    const eve = { day: dayBefore(day), name };
    return book.folder(placeOf({ day, name })).callId ?? book.folder(placeOf(eve)).callId ?? name;
  }

  #turnsIn(lines: readonly TailLine[], callId: string, name: string): CallEvent[] {
    return lines.flatMap(({ bytes, offset }) => {
      try {
        if (!bytes) throw new RefusedInputError('event_too_large', 'the line is longer than 1 MiB');
        return readLogTurn(bytes, callId, Date.now());
      } catch (error) {
        this.#refuse(error, name, offset);
        return [];
      }
    });
  }

  async #store(callId: string, events: readonly CallEvent[], name: string): Promise<void> {
    if (events.length === 0) return;
    const { log, deleted, watch } = this.parts;
    const outcomes = await log.append([...events, ...deleted.hiding(callId)]);
    watch.stored('patter', outcomes.filter(({ outcome }) => outcome === 'accepted').length);
    for (const { outcome } of outcomes) {
      if (outcome === 'conflict') this.#refuse(new RefusedInputError('id_conflict', 'told otherwise before'), name);
    }
  }

  /** Counted each time, as a body that is refused is. */
  #refuse(error: unknown, name: string, offset?: number): void {
    if (!(error instanceof RefusedInputError)) throw error;
    this.parts.watch.refused({ code: error.code, ...(error.field === undefined ? {} : { field: error.field }) });
    // The code, and not the message: a key that it names may be a word of the call.
    this.parts.tell(name, `${offset === undefined ? '' : `the line at byte ${offset} is `}passed over (${error.code})`);
  }
}

function signature({ ino, size, mtimeMs }: Stats): string {
  return `${ino}:${size}:${mtimeMs}`;
}

async function statsOf(name: string): Promise<Stats | null> {
  const stats = await lstat(name).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  });
  return stats?.isFile() ? stats : null;
}
