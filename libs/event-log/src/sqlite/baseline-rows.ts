import type { Database, Statement } from 'better-sqlite3';
import { checksum } from '../encoding/checksum';
import { DamagedLogError } from '../errors';
import type { Baseline, BaselineChange } from '../trimming';
import { readTrimState } from './trim-state';

/** Key and text are kept as JSON texts: so any text comes back exactly, also one that is no Unicode. */
export interface BaselineTableRow {
  readonly row: number;
  readonly key: string;
  readonly text: string;
  readonly checksum: number;
}

export const BASELINE_COLUMNS = 'rowid AS row, key, text, checksum FROM baseline';

/** Changes the rows of the baseline, within the caller's transaction. */
export class BaselineRows {
  readonly #delete: Statement<[string]>;
  readonly #update: Statement<[string, number, string]>;
  readonly #insert: Statement<[string, string, number]>;

  constructor(db: Database) {
    this.#delete = db.prepare('DELETE FROM baseline WHERE key = ?');
    this.#update = db.prepare('UPDATE baseline SET text = ?, checksum = ? WHERE key = ?');
    this.#insert = db.prepare('INSERT INTO baseline (key, text, checksum) VALUES (?, ?, ?)');
  }

  /** How many rows there are more than before; below 0 when there are less. */
  change({ set, remove = [] }: BaselineChange): number {
    let more = 0;
    for (const key of remove) more -= this.#delete.run(JSON.stringify(key)).changes;
    for (const row of set) more += this.#put(JSON.stringify(row[0]), JSON.stringify(row[1]));
    return more;
  }

  #put(key: string, text: string): number {
    const sum = baselineChecksum({ key, text });
    if (this.#update.run(text, sum, key).changes > 0) return 0;
    return this.#insert.run(key, text, sum).changes;
  }
}

/**
 * The whole baseline, as of one moment.
 * @throws DamagedLogError when it is not as it was stored.
 */
export function readBaseline(db: Database): Baseline {
  return db.transaction(() => {
    const { version, upTo, baselineRows } = readTrimState(db);
    const stored = db.prepare<[], BaselineTableRow>(`SELECT ${BASELINE_COLUMNS}`).all();
    for (const row of stored) if (!isIntact(row)) throw new DamagedLogError(alteredRow(row));
    if (stored.length !== baselineRows) throw new DamagedLogError(wrongCount(stored.length, baselineRows));
    const rows = new Map(stored.map(({ key, text }) => [JSON.parse(key) as string, JSON.parse(text) as string]));
    return { version, trimmedUpTo: upTo, rows };
  })();
}

export function isIntact(row: BaselineTableRow): boolean {
  return baselineChecksum(row) === row.checksum;
}

/** Named by its number: keys are words of others. */
export function alteredRow({ row }: BaselineTableRow): string {
  return `row ${row} of the baseline was altered`;
}

export function wrongCount(found: number, wanted: number): string {
  return `the baseline has ${found} rows and should have ${wanted}`;
}

function baselineChecksum({ key, text }: Pick<BaselineTableRow, 'key' | 'text'>): number {
  return checksum(key, text);
}
