import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { LogSize } from '../event-log';
import { emptyWal } from './empty-wal';

/** A log that was made with it gives free pages back bit by bit; an older one only when it is written anew. */
const INCREMENTAL = 2;

/** What a reader of before is waited for: the file gets shorter the next time then. */
const PATIENCE_MS = 100;

export function logSize(db: Database): LogSize {
  const sizes = [db.name, `${db.name}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const [pageBytes, freePages] = [numberOf(db, 'page_size'), numberOf(db, 'freelist_count')];
  return {
    bytes,
    freeBytes: Math.min(bytes, freePages * pageBytes),
    usedBytes: (numberOf(db, 'page_count') - freePages) * pageBytes,
  };
}

/** Moves pages from the end of the file to free ones, and cuts it off there. Answers how many bytes were given back. */
export function giveBack(db: Database, bytes: number): number {
  if (numberOf(db, 'auto_vacuum') !== INCREMENTAL) return 0;
  const pageBytes = numberOf(db, 'page_size');
  const pages = Math.min(numberOf(db, 'freelist_count'), Math.floor(bytes / pageBytes));
  if (pages === 0) return 0;
  db.exec(`PRAGMA incremental_vacuum(${pages})`);
  emptyWal(db, PATIENCE_MS);
  return pages * pageBytes;
}

/**
 * Writes the file anew. `secure_delete` overwrites a row that is deleted, but not the copy that stays behind in a page
 * when its rows are spread over two: of a thousand erased calls some would be found in the file.
 * @returns false when somebody still reads what was before, which stands in the write-ahead log.
 */
export function writeAnew(db: Database): boolean {
  db.exec('VACUUM');
  return emptyWal(db);
}

function numberOf(db: Database, pragma: string): number {
  return Number(db.pragma(pragma, { simple: true }));
}
