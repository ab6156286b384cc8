import type { Database } from 'better-sqlite3';

/**
 * Moves everything into the file and empties the write-ahead log, which still has what SQLite has overwritten in the
 * file (`secure_delete`): after that no byte of it is left in any file of the log.
 * @param patienceMs how long it waits for readers of what was before; as long as the connection does when it is left out.
 * @returns false when somebody still reads that.
 */
export function emptyWal(db: Database, patienceMs?: number): boolean {
  const usual = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma(`busy_timeout = ${patienceMs ?? usual}`);
  try {
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    return result.busy === 0;
  } finally {
    db.pragma(`busy_timeout = ${usual}`);
  }
}
