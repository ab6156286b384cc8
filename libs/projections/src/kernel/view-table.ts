import { RowCache } from './row-cache';
import type { ViewSql, WrittenRow } from './view-sql';

const ROWS_IN_CACHE = 2_000;

/** What is written at the next flush. */
export interface Unwritten {
  /** How many rows wait to be written; heavy ones count as several. */
  readonly waiting: number;
  /** Writes what has changed; inside the transaction that also moves the checkpoint. */
  flush(onFailure: (position: number, error: unknown) => void): void;
  /** After the commit: what was written is what is known. */
  settle(): void;
  /** After a failed commit: back to what the file says. */
  discard(): void;
}

/** The rows of one read model: read through a cache, changed in memory, written now and then. */
export class ViewTable<Row> implements Unwritten {
  readonly #cache = new RowCache<Row | null>(ROWS_IN_CACHE);
  readonly #dirty = new Map<string, { row: Row | null; position: number }>();

  constructor(private readonly sql: ViewSql<Row>) {}

  get waiting(): number {
    return this.#dirty.size;
  }

  get(key: string): Row | null {
    const dirty = this.#dirty.get(key);
    if (dirty) return dirty.row;
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const row = this.sql.read(key);
    this.#cache.set(key, row);
    return row;
  }

  set(key: string, row: Row | null, position: number): void {
    const dirty = this.#dirty.get(key);
    if (dirty) {
      dirty.row = row;
      dirty.position = position;
    } else this.#dirty.set(key, { row, position });
  }

  flush(onFailure: (position: number, error: unknown) => void): void {
    this.sql.write(this.#written(), onFailure);
  }

  *#written(): Generator<WrittenRow<Row>> {
    for (const [key, { row, position }] of this.#dirty) yield { key, row, position, madeBy: position };
  }

  settle(): void {
    // Those beyond what the cache holds would be forgotten again at once.
    let beyond = this.#dirty.size - ROWS_IN_CACHE;
    for (const [key, { row }] of this.#dirty) if ((beyond -= 1) < 0) this.#cache.set(key, row);
    this.#dirty.clear();
  }

  discard(): void {
    this.#dirty.clear();
    this.#cache.clear();
  }
}
