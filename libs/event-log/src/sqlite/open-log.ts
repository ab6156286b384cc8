import { statSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { DamagedLogError } from '../errors';
import { checkFrame, checkLog } from './check-log';
import { closeToOthers, type DataFolder, makeOwnersFile } from './data-folder';
import { makeDurable } from './disk';
import { emptyWal } from './empty-wal';
import { GapTable } from './gap-table';
import { quarantine } from './quarantine';
import { type LogState, readRememberedHead, RememberedHead } from './remembered-head';
import { type Renewal, whyRenew } from './renewal';
import { createSchema, prepareForWriting, readMeta, schemaOf, upgradeSchema, writeMeta } from './schema';
import { isDamage, textOf } from './sqlite-errors';

/** Held against their checksums at every start. What is older is checked when it is read, and by `verify`. */
const CHECKED_AT_START = 20_000;

/** Up to this size a log is checked as a whole at every start: that takes less than half a second. */
const CHECKED_WHOLE_BYTES = 32 * 1_024 * 1_024;

/** Waiting for a lock: nobody but a backup or a check by hand reads beside us. */
const BUSY_MS = 1_000;
/** A start does not wait for a backup that reads. */
const PATIENCE_MS = 100;

/** A log that can be written, and what was learned when it was opened. */
export interface OpenedLog extends LogState {
  readonly db: Database;
  readonly remembered: RememberedHead;
  readonly renewal: Renewal | null;
}

/**
 * Opens the log of a folder for writing, or makes it. What is there is looked at first and by reading only.
 * @throws DamagedLogError when it is not what was stored; a copy was made then.
 */
export function openLog(folder: DataFolder, newLogId: () => string): OpenedLog {
  const remembered = readRememberedHead(folder.rememberedHead);
  const found = orQuarantine(folder, () => look(folder, remembered));
  const reason = whyRenew(found, remembered);
  const renewal = reason && {
    ...reason,
    copy: reason.lost !== 0 && hasBytes(folder.wal) ? quarantine(folder.path) : null,
  };
  makeDurable(folder.wal);
  const db = openForWriting(folder);
  if (found === null) createSchema(db, newLogId);
  else upgradeSchema(db);
  if (renewal) renew(db, renewal, newLogId());
  const state = { logId: readMeta(db, 'log_id'), head: Number(readMeta(db, 'head')) };
  return { ...state, db, renewal, remembered: new RememberedHead(folder.rememberedHead, state) };
}

/** Opens a log again, after an error, that this process has opened and written before. */
export function reopenLog(folder: DataFolder, known: LogState): Database {
  const db = openForWriting(folder);
  try {
    const { logId, head } = checkLog(db, CHECKED_AT_START, false);
    if (logId === known.logId && head >= known.head) return db;
    throw new DamagedLogError(`it was at position ${known.head} and is at ${head}`);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What the folder holds; null when that is no log yet. */
function look(folder: DataFolder, remembered: LogState | null): LogState | null {
  if (!hasBytes(folder.log)) {
    if (hasBytes(folder.wal))
      throw new DamagedLogError('its file is empty or missing beside what was to be written to it');
    if (remembered !== null && remembered.head > 0 && isThere(folder.log))
      throw new DamagedLogError('its file is empty');
    return null;
  }
  const db = new SqliteDatabase(folder.log, { readonly: true, timeout: BUSY_MS });
  try {
    const made = schemaOf(db) !== '[]';
    if (!made && (remembered === null || remembered.head === 0)) return null;
    const { logId, head } = checkFrame(db);
    const inDoubt = whyRenew({ logId, head }, remembered) !== null;
    const small = size(folder.log) + size(folder.wal) <= CHECKED_WHOLE_BYTES;
    // Where something is lost already, nothing is taken for granted.
    return checkLog(db, inDoubt ? head : CHECKED_AT_START, small || inDoubt);
  } finally {
    db.close();
  }
}

function openForWriting(folder: DataFolder): Database {
  // SQLite gives its other files the mode of this one.
  makeOwnersFile(folder.log);
  closeToOthers(folder);
  const db = new SqliteDatabase(folder.log, { timeout: BUSY_MS });
  prepareForWriting(db);
  // A kill may have come between an erasure and the moment in which its bytes were gone.
  emptyWal(db, PATIENCE_MS);
  return db;
}

/**
 * A new name, and a gap above the head: the next event stands above all that was ever told. The head itself does not
 * move: it is the position of an event that stands, or was trimmed.
 */
function renew(db: Database, { goesOnAfter }: Renewal, logId: string): void {
  db.transaction(() => {
    writeMeta(db, 'log_id', logId);
    const gaps = new GapTable(db);
    const head = Number(readMeta(db, 'head'));
    const next = gaps.between(head, goesOnAfter).next(head);
    if (goesOnAfter >= next) gaps.add({ first: next, last: goesOnAfter });
  }).immediate();
}

function orQuarantine<T>(folder: DataFolder, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (!isDamage(error) && !(error instanceof DamagedLogError)) throw error;
    const reason = error instanceof DamagedLogError ? error.reason : textOf(error);
    throw new DamagedLogError(reason, copyIfPossible(folder), { cause: error });
  }
}

/** A full disk takes no copy; that the log is damaged must be said all the same. */
function copyIfPossible(folder: DataFolder): string | null {
  try {
    return quarantine(folder.path);
  } catch {
    return null;
  }
}

function size(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function hasBytes(file: string): boolean {
  return size(file) > 0;
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
