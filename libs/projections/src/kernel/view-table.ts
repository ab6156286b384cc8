import type { Database, Statement } from 'better-sqlite3';
import type { Column, ProjectionDefinition } from './projection';
import { RowCache } from './row-cache';

const ROWS_IN_CACHE = 4_000;

/** SQL name of the table of a read model. */
export function tableName(projection: string): string {
  return `view_${projection.replaceAll('-', '_')}`;
}

/** The rows of one read model: read through a cache, changed in memory, written once a page of events. */
export class ViewTable<Row> {
  readonly #cache = new RowCache<Row>(ROWS_IN_CACHE);
  readonly #dirty = new Map<string, { row: Row | null; position: number }>();
  readonly #columns: readonly Column<Row>[];
  readonly #select: Statement<[string], { row: string }>;
  readonly #upsert: Statement;
  readonly #delete: Statement<[string]>;

  constructor(db: Database, projection: ProjectionDefinition<Row>) {
    const table = tableName(projection.name);
    const columns = Object.entries(projection.columns ?? {});
    const names = ['key', 'position', 'row', ...columns.map(([name]) => name)];
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, position INTEGER NOT NULL, row TEXT NOT NULL
       ${columns.map(([name, { type }]) => `, ${name} ${type}`).join('')})`,
    );
    for (const [number, index] of (projection.indexes ?? []).entries()) {
      db.exec(`CREATE INDEX IF NOT EXISTS ${table}_${number} ON ${table} ${index}`);
    }
    this.#columns = columns.map(([, column]) => column);
    this.#select = db.prepare(`SELECT row FROM ${table} WHERE key = ?`);
    this.#delete = db.prepare(`DELETE FROM ${table} WHERE key = ?`);
    this.#upsert = db.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (key) DO UPDATE SET ${names
         .slice(1)
         .map((name) => `${name} = excluded.${name}`)
         .join(', ')}`,
    );
  }

  get(key: string): Row | null {
    const dirty = this.#dirty.get(key);
    if (dirty) return dirty.row;
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const stored = this.#select.get(key);
    const row = stored ? (JSON.parse(stored.row) as Row) : null;
    this.#cache.set(key, row);
    return row;
  }

  set(key: string, row: Row | null, position: number): void {
    this.#dirty.set(key, { row, position });
  }

  /** Writes what has changed. Inside the transaction that also moves the checkpoint. */
  flush(): void {
    for (const [key, { row, position }] of this.#dirty) {
      if (row === null) this.#delete.run(key);
      else this.#upsert.run(key, position, JSON.stringify(row), ...this.#columns.map((column) => column.of(row, key)));
    }
  }

  /** After the commit: what was written is what is known. */
  settle(): void {
    for (const [key, { row }] of this.#dirty) this.#cache.set(key, row);
    this.#dirty.clear();
  }

  /** After a failed commit: back to what the file says. */
  discard(): void {
    this.#dirty.clear();
    this.#cache.clear();
  }
}
