import { existsSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { sameShape } from './views-database';

/** What a views file says of itself. */
export interface ViewsMark {
  readonly madeBy: string;
  readonly position: number;
  /** Of the baseline that its rows agree with; null when it has none. */
  readonly baseline: number | null;
}

/** Null: there is no such file, or it cannot be read. Nobody may have it open. */
export function readMark(file: string): ViewsMark | null {
  if (!existsSync(file)) return null;
  try {
    const db = new SqliteDatabase(file, { fileMustExist: true });
    try {
      const row = db
        .prepare<[], ViewsMark>(
          'SELECT made_by AS madeBy, position, (SELECT version FROM baseline) AS baseline FROM checkpoint',
        )
        .get();
      return row ?? null;
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** The views that are to take the place of a views file, while they are made. */
export function nextFile(file: string): string {
  return file.replace(/\.sqlite$/, '.next.sqlite');
}

/**
 * May these views answer while newer ones are made? They show what the log has, but for a little, and this build's
 * queries can read them.
 */
export function canServe(
  mark: ViewsMark,
  wanted: { readonly madeBy: string; readonly baseline: number; readonly head: number },
): boolean {
  const behind = wanted.head - mark.position;
  return sameShape(mark.madeBy, wanted.madeBy) && mark.baseline === wanted.baseline && behind <= MOST_BEHIND_EVENTS;
}

/** More than a crash leaves behind, and less than anybody would take for the whole. */
const MOST_BEHIND_EVENTS = 50_000;
