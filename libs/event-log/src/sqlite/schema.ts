import SqliteDatabase, { type Database } from 'better-sqlite3';
import { DamagedLogError } from '../errors';
import { knowsOfTrimming, NOTHING_TRIMMED, writeTrimState } from './trim-state';

export const SCHEMA_VERSION = '3';

/** As 3 without what is kept of trimmed calls. Read as it is; opened for writing, it is made a 3. */
const BEFORE_TRIMMING = '2';

/** Older SQLite can corrupt a WAL database on a checkpoint that meets a reset (fixed in 3.51.3). */
const MIN_SQLITE = [3, 51, 3] as const;

/**
 * Made for erasing from its first day: what tells of a person stands in `private`, by position, with a checksum of its
 * own; no checksum covers more than one row and the name of its call. `has_personal` says whether such a row belongs to
 * the event (0 no, 1 yes, 2 erased), so that a lost one is noticed. `fingerprint` tells a repeat from a conflict.
 * Positions have no holes but those in `gaps`, so that a lost row is noticed.
 */
const EVENTS_DDL = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS streams (stream INTEGER PRIMARY KEY, call_id TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    stream INTEGER NOT NULL REFERENCES streams (stream),
    type TEXT NOT NULL,
    v INTEGER NOT NULL,
    occurred_at INTEGER,
    recorded_at INTEGER NOT NULL,
    source TEXT,
    data TEXT NOT NULL,
    has_personal INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    fingerprint BLOB
  );
  CREATE INDEX IF NOT EXISTS events_of_call ON events (stream, position);
  CREATE TABLE IF NOT EXISTS private (position INTEGER PRIMARY KEY, data TEXT NOT NULL, checksum INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS gaps (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS erased (stream INTEGER PRIMARY KEY);
`;

/**
 * What is kept of calls that were trimmed: one row that says how far and how much, a keyed hash of the name of each, and
 * rows that others have made of them. Every row has a checksum, and the first counts the rest.
 */
const TRIMMING_DDL = `
  CREATE TABLE IF NOT EXISTS trimming (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    baseline_rows INTEGER NOT NULL,
    checksum INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS trimmed (call BLOB PRIMARY KEY, checksum INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS baseline (key TEXT PRIMARY KEY, text TEXT NOT NULL, checksum INTEGER NOT NULL);
`;

/** Settings that every connection that writes must have, asserted because SQLite is silent about what it ignores. */
export function prepareForWriting(db: Database): void {
  assertSqliteVersion(db);
  db.pragma('page_size = 8192');
  // Of a file that is there it counts from the next time that it is written anew.
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('secure_delete = ON');
  db.pragma('journal_mode = WAL');
  // A WAL database reopens as NORMAL, which loses the newest commits on power loss: say FULL at each open.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = OFF');
  // What comes back from the file is looked at more closely: a cell that reaches out of its page is found at once.
  db.pragma('cell_size_check = ON');
  if (db.pragma('journal_mode', { simple: true }) !== 'wal') throw new Error('the event log cannot use WAL here');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('the event log cannot use synchronous=FULL');
}

export function createSchema(db: Database, newLogId: () => string): void {
  db.transaction(() => {
    db.exec(EVENTS_DDL);
    makeTrimming(db);
    const insert = db.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
    insert.run('schema_version', SCHEMA_VERSION);
    insert.run('log_id', newLogId());
    insert.run('head', '0');
  }).immediate();
}

/** Makes a log of the version before one of this version. What it holds stays as it is. */
export function upgradeSchema(db: Database): void {
  if (readMeta(db, 'schema_version') !== BEFORE_TRIMMING) return;
  db.transaction(() => {
    makeTrimming(db);
    writeMeta(db, 'schema_version', SCHEMA_VERSION);
  }).immediate();
}

function makeTrimming(db: Database): void {
  const isNew = !knowsOfTrimming(db);
  db.exec(TRIMMING_DDL);
  if (isNew) writeTrimState(db, NOTHING_TRIMMED);
}

/** What is defined in a database, as text: equal for equal schemas. */
export function schemaOf(db: Database): string {
  const rows = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').raw().all();
  return JSON.stringify(rows);
}

/** What `schemaOf` gives for a log of a version; null for a version that this service does not know. */
export function schemaOfLog(version: string): string | null {
  if (version !== SCHEMA_VERSION && version !== BEFORE_TRIMMING) return null;
  const db = new SqliteDatabase(':memory:');
  try {
    db.exec(EVENTS_DDL);
    if (version === SCHEMA_VERSION) db.exec(TRIMMING_DDL);
    return schemaOf(db);
  } finally {
    db.close();
  }
}

export function readMeta(db: Database, key: string): string {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key);
  if (!row) throw new DamagedLogError(`it has no ${key}`);
  return row.value;
}

export function writeMeta(db: Database, key: string, value: string): void {
  db.prepare('UPDATE meta SET value = ? WHERE key = ?').run(value, key);
}

function assertSqliteVersion(db: Database): void {
  const version = db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get()?.v ?? '0';
  const parts = version.split('.').map(Number);
  for (const [index, least] of MIN_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) throw new Error(`SQLite ${version} is too old: ${MIN_SQLITE.join('.')} or newer is needed`);
  }
}
