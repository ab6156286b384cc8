import { DamagedLogError, StorageUnavailableError } from '../errors';

/** What SQLite says it is (`SQLITE_FULL`, `SQLITE_IOERR_FSYNC`, …); an empty text for any other error. */
export function sqliteCode(error: unknown): string {
  const code = fieldOf(error, 'code');
  return code.startsWith('SQLITE_') ? code : '';
}

/** The bytes are there but make no sense as a database. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(sqliteCode(error));
}

/** After such an error nobody knows what is on the disk; a full disk is none of them, it leaves things as they were. */
export function leavesDoubt(error: unknown): boolean {
  return /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY)/.test(sqliteCode(error));
}

/** Runs a read, and gives SQLite's errors the names that the port promises. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) throw new DamagedLogError(textOf(error), null, { cause: error });
    if (sqliteCode(error) !== '') throw new StorageUnavailableError(textOf(error), { cause: error });
    throw error;
  }
}

export function textOf(error: unknown): string {
  return fieldOf(error, 'message') || String(error);
}

/** Read by its fields: the error class of the driver is made once a process, and may be of another realm. */
function fieldOf(error: unknown, key: 'code' | 'message'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
}
