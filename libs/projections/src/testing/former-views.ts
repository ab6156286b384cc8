import SqliteDatabase, { type Database } from 'better-sqlite3';

/** Does something to a file of SQLite that other connections may have open. */
export function inFile<T>(file: string, work: (db: Database) => T): T {
  const db = new SqliteDatabase(file, { fileMustExist: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** From now on the views file is one that other versions of the same projections have made. */
export function madeByOthers(file: string): void {
  inFile(file, (db) => db.exec("UPDATE checkpoint SET made_by = substr(made_by, 1, instr(made_by, ' ')) || 'others'"));
}
