import type { Database } from 'better-sqlite3';
import { checksum } from '../encoding/checksum';
import { DamagedLogError } from '../errors';

/** What was trimmed so far, in one row. It counts the rows of the other tables, so that a lost one is noticed. */
export interface TrimState {
  /** Rises with every change of the baseline. */
  readonly version: number;
  /** The highest trimmed position; 0 when nothing was. */
  readonly upTo: number;
  readonly calls: number;
  readonly baselineRows: number;
}

export const NOTHING_TRIMMED: TrimState = { version: 0, upTo: 0, calls: 0, baselineRows: 0 };

/** A log of an older schema has no such tables until it is opened for writing. */
export function knowsOfTrimming(db: Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'trimming'").get() !== undefined;
}

/** @throws DamagedLogError when it is not as it was stored. */
export function readTrimState(db: Database): TrimState {
  const row = db
    .prepare<[], TrimState & { checksum: number }>(
      'SELECT version, up_to AS upTo, calls, baseline_rows AS baselineRows, checksum FROM trimming WHERE id = 1',
    )
    .get();
  if (!row) throw new DamagedLogError('it does not say what was trimmed');
  const { checksum: stored, ...state } = row;
  if (sumOf(state) !== stored) throw new DamagedLogError('what it says of what was trimmed was altered');
  return state;
}

export function writeTrimState(db: Database, state: TrimState): void {
  db.prepare(
    `INSERT OR REPLACE INTO trimming (id, version, up_to, calls, baseline_rows, checksum) VALUES (1, ?, ?, ?, ?, ?)`,
  ).run(state.version, state.upTo, state.calls, state.baselineRows, sumOf(state));
}

function sumOf({ version, upTo, calls, baselineRows }: TrimState): number {
  return checksum(version, upTo, calls, baselineRows);
}
