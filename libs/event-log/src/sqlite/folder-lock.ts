import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { FolderInUseError } from '../errors';
import { type DataFolder, makeOwnersFile, OWNER_ONLY_FILE } from './data-folder';
import { sqliteCode } from './sqlite-errors';

/**
 * One process a data folder. The lock is the kernel's, on a file that stays empty: it is free again however its owner
 * ends, and SQLite takes it in the way of each platform. The pid beside it is only what the next one tells its user.
 */
export class FolderLock {
  private constructor(
    private readonly db: Database,
    private readonly pidFile: string,
  ) {}

  /** @throws FolderInUseError when another process, or this one, has the folder. */
  static take(folder: DataFolder): FolderLock {
    makeOwnersFile(folder.lock);
    const db = new SqliteDatabase(folder.lock, { timeout: 0 });
    try {
      db.exec('BEGIN EXCLUSIVE');
      writeFileSync(folder.pid, `${process.pid}\n`, { mode: OWNER_ONLY_FILE });
    } catch (error) {
      db.close();
      if (sqliteCode(error).startsWith('SQLITE_BUSY')) throw new FolderInUseError(folder.path, readPid(folder.pid));
      throw error;
    }
    return new FolderLock(db, folder.pid);
  }

  release(): void {
    rmSync(this.pidFile, { force: true });
    this.db.close();
  }
}

/** The process that has the folder, when it has written so: it may just be about to. */
function readPid(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8').trim());
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}
