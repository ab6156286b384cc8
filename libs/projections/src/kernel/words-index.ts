import type { Database, Statement } from 'better-sqlite3';

/** SQL name of the full text index of a table. Its rowids are the ids of that table. */
function wordsTable(table: string): string {
  return `${table}_words`;
}

/**
 * A full text index (FTS5) over one column of a table, kept in the transaction that changes the table. It holds no
 * text of its own and no places of words (`detail=none`): it says which rows have which words. What is taken out is
 * overwritten at once (`secure-delete`), since the words are those of people.
 */
export class WordsIndex {
  readonly #known: Statement<[string]>;
  readonly #forget: Statement<[string]>;
  readonly #learn: Statement<[string]>;

  constructor(db: Database, table: string, column: string) {
    const index = wordsTable(table);
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS ${index} USING fts5(
         ${column}, content='${table}', content_rowid='id', detail=none, columnsize=0, tokenize='unicode61')`,
    );
    db.exec(`INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1)`);
    this.#known = db.prepare(`SELECT 1 FROM ${table} WHERE key = ?`);
    // To take a row out, the index must be told what had been put in.
    this.#forget = db.prepare(
      `INSERT INTO ${index} (${index}, rowid, ${column})
       SELECT 'delete', id, ${column} FROM ${table} WHERE key = ? AND ${column} IS NOT NULL`,
    );
    this.#learn = db.prepare(
      `INSERT INTO ${index} (rowid, ${column}) SELECT id, ${column} FROM ${table} WHERE key = ? AND ${column} IS NOT NULL`,
    );
  }

  /** Before the row is written or removed. To begin a change of the index for nothing costs more than to look first. */
  forget(key: string): void {
    if (this.#known.get(key) !== undefined) this.#forget.run(key);
  }

  /** After the row was written. */
  learn(key: string): void {
    this.#learn.run(key);
  }
}
