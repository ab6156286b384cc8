import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { ProjectionDefinition } from './projection';

/** Raised when the tables of the kernel itself change. */
const FORMAT = 3;

const CACHE_KIB = 32_768;
const PAGES_TO_CHECKPOINT = 4_000;

/**
 * Opens the views file, or makes it anew when it was made by other projections, by another version of one, from
 * another log, or is not readable. That is always allowed: the log can make every row again.
 */
export function openViews(file: string, logId: string, projections: readonly ProjectionDefinition[]): Database {
  const made = madeBy(logId, projections);
  try {
    return openMadeBy(file, made);
  } catch {
    removeViews(file);
    return openMadeBy(file, made);
  }
}

/**
 * A views file with what SQLite keeps beside it; nobody may have it open. The file itself goes first: when that is all
 * that was done, nobody takes the rest for a part of anything.
 */
export function removeViews(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/**
 * Opens the views file that was made by this, or makes an empty one.
 * @throws Error when it was made otherwise or is not readable.
 */
export function openMadeBy(file: string, made: string): Database {
  const db = new SqliteDatabase(file);
  try {
    // Most rows of calls are longer than the usual page.
    db.pragma('page_size = 16384');
    db.pragma('journal_mode = WAL');
    // A view may lag after a power cut and catches up from the log: no fsync per commit.
    db.pragma('synchronous = NORMAL');
    db.pragma('secure_delete = ON');
    // The same pages are changed again and again: they stay in memory, and reach the file itself less often.
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma(`wal_autocheckpoint = ${PAGES_TO_CHECKPOINT}`);
    db.exec(
      'CREATE TABLE IF NOT EXISTS checkpoint (made_by TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID',
    );
    const known = db.prepare<[], { made_by: string }>('SELECT made_by FROM checkpoint').all();
    if (known.some((row) => row.made_by !== made)) throw new Error('the views were made otherwise');
    db.prepare('INSERT OR IGNORE INTO checkpoint (made_by, position) VALUES (?, 0)').run(made);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What a views file is made by: first all that queries depend on, then the versions of the projections. */
export function madeBy(logId: string, projections: readonly ProjectionDefinition[]): string {
  const shape = projections.map(({ name, form = 1, source, columns = {}, indexes = [] }) => {
    return [name, form, source, Object.entries(columns).map(([column, { type }]) => [column, type]), indexes];
  });
  return [[FORMAT, logId, shape], projections.map(({ version }) => version)].map(hash).join(' ');
}

/** Both can be read by the same queries: they differ in versions at most. */
export function sameShape(oneMadeBy: string, otherMadeBy: string): boolean {
  return oneMadeBy.split(' ')[0] === otherMadeBy.split(' ')[0];
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

export function readCheckpoint(db: Database): number {
  return db.prepare<[], { position: number }>('SELECT position FROM checkpoint').get()?.position ?? 0;
}
