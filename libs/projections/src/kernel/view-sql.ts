import type { Database, Statement } from 'better-sqlite3';
import type { Column, ProjectionDefinition } from './projection';
import { WordsIndex } from './words-index';

/** SQL name of the table of a read model. */
export function tableName(projection: string): string {
  return `view_${projection.replaceAll('-', '_')}`;
}

type Value = number | string | null;

/** The table of one read model: a row is JSON, with columns beside it that SQL can see. */
export class ViewSql<Row> {
  readonly #columns: readonly Column<Row>[];
  readonly #select: Statement<[string], { row: string }>;
  readonly #upsert: Statement;
  readonly #delete: Statement<[string]>;
  readonly #words: WordsIndex | null;
  readonly #indexes: readonly string[];

  constructor(
    private readonly db: Database,
    projection: ProjectionDefinition<Row>,
  ) {
    const table = tableName(projection.name);
    const columns = Object.entries(projection.columns ?? {});
    const names = ['key', 'position', 'row', ...columns.map(([name]) => name)];
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${table}
       (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, row TEXT NOT NULL
       ${columns.map(([name, { type }]) => `, ${name} ${type === 'WORDS' ? 'TEXT' : type}`).join('')})`,
    );
    this.#indexes = (projection.indexes ?? []).map((index, number) => {
      return `CREATE INDEX IF NOT EXISTS ${table}_${number} ON ${table} ${index}`;
    });
    const words = columns.find(([, { type }]) => type === 'WORDS')?.[0];
    this.#words = words === undefined ? null : new WordsIndex(db, table, words);
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

  read(key: string): Row | null {
    const stored = this.#select.get(key);
    return stored ? (JSON.parse(stored.row) as Row) : null;
  }

  /** Makes the indexes that are not there yet. */
  index(): void {
    for (const index of this.#indexes) this.db.exec(index);
  }

  /** Takes out what is left of words that are gone; within the caller's transaction. */
  wipeWords(): void {
    this.#words?.wipe();
  }

  /** Writes a row, or takes it away. `onFailure`: a column could not be worked out; it is then stored as unknown. */
  write(key: string, row: Row | null, position: number, onFailure: (error: unknown) => void): void {
    this.#words?.forget(key);
    if (row === null) {
      this.#delete.run(key);
      return;
    }
    const valueOf = (column: Column<Row>): Value => {
      try {
        return column.of(row, key);
      } catch (error) {
        onFailure(error);
        return null;
      }
    };
    this.#upsert.run(key, position, JSON.stringify(row), ...this.#columns.map(valueOf));
    this.#words?.learn(key);
  }
}
