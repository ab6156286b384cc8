import type { Database, Statement } from 'better-sqlite3';
import type { Column, ProjectionDefinition } from './projection';
import { WordsIndex, type WordsOfRow } from './words-index';

/** SQL name of the table of a read model. */
export function tableName(projection: string): string {
  return `view_${projection.replaceAll('-', '_')}`;
}

type Value = number | string | null;

/** A row as it is to stand; null: it goes. */
export interface WrittenRow<Row> {
  readonly key: string;
  readonly row: Row | null;
  /** What is stored of when it was made so. */
  readonly position: number;
  /** Position of the event that did. */
  readonly madeBy: number;
}

/** The table of one read model: a row is JSON, with columns beside it that SQL can see. */
export class ViewSql<Row> {
  readonly #columns: readonly Column<Row>[];
  readonly #select: Statement<[string], { row: string }>;
  readonly #upsert: Statement;
  readonly #delete: Statement<[string]>;
  readonly #words: WordsIndex | null;
  /** Which of the columns has them; -1: none. */
  readonly #wordsAt: number;
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
    this.#wordsAt = columns.findIndex(([, { type }]) => type === 'WORDS');
    const words = columns[this.#wordsAt];
    this.#words = words ? new WordsIndex(db, table, words[0]) : null;
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

  /**
   * Writes rows, or takes them away. `onFailure`: of what an event made, a column could not be
   * worked out; it is then stored as unknown.
   */
  write(rows: Iterable<WrittenRow<Row>>, onFailure: (position: number, error: unknown) => void): void {
    const gone: WordsOfRow[] = [];
    const come: WordsOfRow[] = [];
    for (const row of rows) {
      const before = this.#words?.told(row.key);
      const after = this.#writeOne(row, onFailure);
      if (before?.words === after?.words) continue;
      if (before) gone.push(before);
      // What was there keeps its number.
      if (after) come.push({ ...after, id: before?.id ?? after.id });
    }
    this.#words?.change(gone, come);
  }

  /** Null when the row has no words, or is no more. */
  #writeOne(
    { key, row, position, madeBy }: WrittenRow<Row>,
    onFailure: (position: number, error: unknown) => void,
  ): WordsOfRow | null {
    if (row === null) {
      this.#delete.run(key);
      return null;
    }
    const values = this.#columns.map((column): Value => {
      try {
        return column.of(row, key);
      } catch (error) {
        onFailure(madeBy, error);
        return null;
      }
    });
    const { lastInsertRowid } = this.#upsert.run(key, position, JSON.stringify(row), ...values);
    const words = values[this.#wordsAt];
    return typeof words === 'string' ? { id: Number(lastInsertRowid), words } : null;
  }
}
