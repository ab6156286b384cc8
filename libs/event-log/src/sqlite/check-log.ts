import type { Database } from 'better-sqlite3';
import { DamagedLogError } from '../errors';
import { checkTrimming } from './check-trimming';
import { LogReader } from './log-reader';
import type { LogState } from './remembered-head';
import { readMeta, SCHEMA_VERSION, schemaOf, schemaOfLog } from './schema';
import { isDamage, sqliteCode, textOf } from './sqlite-errors';
import { knowsOfTrimming, readTrimState } from './trim-state';

const PAGE_EVENTS = 1_000;

/** A log of which nothing is wrong, as far as was looked. */
export interface CheckedLog extends LogState {
  /** Events that were held against their checksums. */
  readonly events: number;
}

/**
 * Looks whether a log is what was stored.
 * @param newest how many events are held against their checksums, from the newest on.
 * @param whole also every page and index of the file, and rows that belong to nothing. Takes as long as reading it all.
 * @throws DamagedLogError that says what is wrong.
 */
export function checkLog(db: Database, newest: number, whole: boolean): CheckedLog {
  return sayingDamage(() => {
    const state = checkFrame(db);
    const reader = new LogReader(db);
    let events = 0;
    for (let after = Math.max(0, state.head - newest); after < state.head;) {
      const { rows, isLast } = reader.rows(after, state.head, PAGE_EVENTS);
      events += rows.length;
      after = isLast ? state.head : (rows.at(-1)?.position ?? state.head);
    }
    // After the events: what is wrong with one of them is said by its position.
    if (whole) {
      checkFile(db);
      checkTrimming(db);
    }
    return { ...state, events };
  });
}

/**
 * The frame around the events: schema, name, head.
 * @throws DamagedLogError, or an Error when a service made the log that keeps it in another form.
 */
export function checkFrame(db: Database): LogState {
  // At one moment: the service may write meanwhile.
  const look = db.transaction(() => {
    checkSchema(db);
    const logId = readMeta(db, 'log_id');
    if (!/^[0-9a-z]{8}$/.test(logId)) throw new DamagedLogError('its name was altered');
    const head = readMeta(db, 'head');
    const last = db.prepare<[], { position: number | null }>('SELECT max(position) AS position FROM events').get();
    // The newest calls may have been trimmed; the head stays where they were.
    const end = Math.max(last?.position ?? 0, knowsOfTrimming(db) ? readTrimState(db).upTo : 0);
    if (String(end) !== head) throw new DamagedLogError(`it says that it ends at ${head}, and ends at ${end}`);
    return { logId, head: end };
  });
  return sayingDamage(look);
}

function checkSchema(db: Database): void {
  const version = readMeta(db, 'schema_version');
  const schema = schemaOf(db);
  if (schema === schemaOfLog(version)) return;
  if (schema === schemaOfLog(SCHEMA_VERSION)) throw new DamagedLogError('its schema version was altered');
  if (schemaOfLog(version) !== null) throw new DamagedLogError('its tables are not those of an event log');
  throw new Error(`the event log has schema version ${version}, this service knows ${SCHEMA_VERSION}`);
}

/** Pages, indexes, and rows without an event. */
export function checkFile(db: Database): void {
  const flaw = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check(1)').get()?.integrity_check;
  if (flaw !== 'ok') throw new DamagedLogError(flaw ?? 'the file cannot be checked');
  const stray = db
    .prepare<[], { position: number }>(
      'SELECT position FROM private WHERE position NOT IN (SELECT position FROM events) LIMIT 1',
    )
    .get();
  if (stray) throw new DamagedLogError(`position ${stray.position} has a personal part and no event`);
}

/** Damage has one name, whether SQLite met it or we did. */
function sayingDamage<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    const lacks = sqliteCode(error) === 'SQLITE_ERROR';
    if (isDamage(error) || lacks) throw new DamagedLogError(textOf(error), null, { cause: error });
    throw error;
  }
}
