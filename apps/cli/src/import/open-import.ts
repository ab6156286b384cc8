import type { Source } from './batch';
import { messageOf } from '../error-facts';
import type { FolderPlace } from './call-log-source';
import type { LinePlace } from './cut-lines';
import { factsOf } from './file-mark';
import type { ImportOptions } from './import-form';
import { linesSource, unreadable } from './open-lines';
import { type KeptPlace, PlaceFile } from './place-file';
import { EVENT_LIMITS } from './send-events';
import { INGEST_LIMITS } from './send-ingest';

type Place = LinePlace | FolderPlace;
type Say = (sentence: string) => void;

/** What is to be read, and how its progress is kept. */
export interface Opened {
  readonly source: Source<Place>;
  /** What is told of where it comes from: the folder that `auto` means. */
  readonly from: string;
  /** See ImportSummary. */
  readonly afterLine: number | null;
  readonly refusedBefore: number;
  /** Goes on from where an earlier run was stopped. */
  readonly wentOn: boolean;
  readonly keep: (place: Place, refused: number) => void;
  /** All is done: the next run begins anew. */
  readonly forget: () => void;
}

const START: LinePlace = { line: 0, offset: 0 };

/**
 * @param say tells the user a sentence that ends nothing.
 * @throws CliError when it cannot be read.
 */
export async function openImport(options: ImportOptions, log: string, now: () => number, say: Say): Promise<Opened> {
  if (options.kind === 'patter-log') return openFolder(options, log, now, say);
  if (options.from === '-') return openStdin(options);
  try {
    return openFile(options, log, now, say);
  } catch (error) {
    throw unreadable(options.from, error);
  }
}

function openFile({ kind, from, fromLine, dryRun }: ImportOptions, log: string, now: () => number, say: Say): Opened {
  const facts = factsOf(from);
  const file = new PlaceFile<LinePlace>({ kind, path: facts.path, log });
  const kept = dryRun || fromLine !== null ? null : file.read();
  const before = kept && kept.place.offset <= facts.bytes && facts.markAt(kept.place) === kept.mark ? kept : null;
  const place = before?.place ?? START;
  return {
    from,
    source: linesSource({
      file: facts.path,
      isPacked: facts.isPacked,
      from: place,
      firstLine: fromLine ?? 1,
      limits: limitsOf(kind),
    }),
    afterLine: fromLine === null ? place.line : fromLine - 1,
    ...progressOf(dryRun ? null : file, before, (at) => facts.markAt(at), now, say),
  };
}

function openStdin({ kind, fromLine }: ImportOptions): Opened {
  const source = linesSource({
    file: '-',
    isPacked: false,
    from: START,
    firstLine: fromLine ?? 1,
    limits: limitsOf(kind),
  });
  return {
    from: '-',
    source,
    afterLine: (fromLine ?? 1) - 1,
    // Nothing is kept of what cannot be read again.
    refusedBefore: 0,
    wentOn: false,
    keep: () => undefined,
    forget: () => undefined,
  };
}

async function openFolder(
  { kind, from, dryRun }: ImportOptions,
  log: string,
  now: () => number,
  say: Say,
): Promise<Opened> {
  // Loaded late, as a late import is named when built: only this needs the code of the intake.
  const { callLogSource, folderOf } = await import('./call-log-source.js');
  const root = folderOf(from);
  const file = new PlaceFile<FolderPlace>({ kind, path: root, log });
  const kept = dryRun ? null : file.read();
  const before = kept === null ? null : { folder: kept.place.folder, savedAt: kept.saved_at };
  return {
    from: root,
    source: await callLogSource(root, before, now),
    afterLine: null,
    ...progressOf<FolderPlace>(dryRun ? null : file, kept, () => root, now, say),
  };
}

function progressOf<P extends Place>(
  file: PlaceFile<P> | null,
  before: KeptPlace<P> | null,
  markAt: (place: P) => string,
  now: () => number,
  say: Say,
): Omit<Opened, 'source' | 'from' | 'afterLine'> {
  const refusedBefore = before?.refused ?? 0;
  // What is written while we read counts as not read yet.
  const openedAt = Math.floor(now());
  let isTold = false;
  /** An import may do without a place, as where nothing can be written: begun anew, it stores nothing twice. */
  const tried = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!isTold) say(`cannot keep how far it has come, an interrupted run will begin anew: ${messageOf(error)}`);
      isTold = true;
    }
  };
  return {
    refusedBefore,
    wentOn: before !== null,
    keep: (place, refused) =>
      tried(() =>
        file?.keep({
          place: place as P,
          mark: markAt(place as P),
          refused: refusedBefore + refused,
          saved_at: openedAt,
        }),
      ),
    forget: () => tried(() => file?.remove()),
  };
}

function limitsOf(kind: ImportOptions['kind']) {
  return kind === 'ingest' ? INGEST_LIMITS : EVENT_LIMITS;
}
