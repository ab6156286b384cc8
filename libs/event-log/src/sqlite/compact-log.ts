import { existsSync, statSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { DamagedLogError } from '../errors';
import { dataFolder } from './data-folder';
import { FolderLock } from './folder-lock';
import { prepareForWriting } from './schema';
import { verifyLog } from './verify-log';

/** Sizes of the log with all its files. */
export interface CompactResult {
  readonly beforeBytes: number;
  readonly afterBytes: number;
}

/**
 * Gives back the room that deleted rows have left. It needs as much free room as the log takes, and the folder for
 * itself.
 * @throws FolderInUseError while the service runs.
 * @throws DamagedLogError for a damaged log, which is not touched.
 */
export function compactLog(path: string): CompactResult {
  const folder = dataFolder(path);
  if (!existsSync(folder.log)) throw new Error(`there is no event log in ${folder.path}`);
  const lock = FolderLock.take(folder);
  try {
    const bytes = (): number =>
      [folder.log, folder.wal].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
    const beforeBytes = bytes();
    const [flaw] = verifyLog(folder.path).flaws;
    if (flaw !== undefined) throw new DamagedLogError(flaw);
    const db = new SqliteDatabase(folder.log);
    try {
      prepareForWriting(db);
      db.exec('VACUUM');
      db.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
    return { beforeBytes, afterBytes: bytes() };
  } finally {
    lock.release();
  }
}
