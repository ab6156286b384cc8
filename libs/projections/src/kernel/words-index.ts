import type { Database, Statement } from 'better-sqlite3';

/** SQL name of the full text index of a table. Its rowids are the ids of that table. */
function wordsTable(table: string): string {
  return `${table}_words`;
}

/** What a row has in the index; null: nothing. */
export interface WordsOfRow {
  readonly id: number;
  readonly words: string | null;
}

/**
 * A full text index (FTS5) over one column of a table, kept in the transaction that changes the table. It holds no
 * text of its own and no places of words (`detail=none`): it says which rows have which words. What is taken out is
 * overwritten at once (`secure-delete`), since the words are those of people.
 */
export class WordsIndex {
  readonly #told: Statement<[string], WordsOfRow>;
  readonly #forget: Statement<[number, string]>;
  readonly #learn: Statement<[number, string]>;
  readonly #settle: Statement<[]>;

  private readonly index: string;

  constructor(
    private readonly db: Database,
    table: string,
    private readonly column: string,
  ) {
    const index = (this.index = wordsTable(table));
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS ${index} USING fts5(
         ${column}, content='${table}', content_rowid='id', detail=none, columnsize=0, tokenize='unicode61')`,
    );
    db.exec(`INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1)`);
    this.#told = db.prepare(`SELECT id, ${column} AS words FROM ${table} WHERE key = ?`);
    // To take a row out, the index must be told what had been put in.
    this.#forget = db.prepare(`INSERT INTO ${index} (${index}, rowid, ${column}) VALUES ('delete', ?, ?)`);
    this.#learn = db.prepare(`INSERT INTO ${index} (rowid, ${column}) VALUES (?, ?)`);
    this.#settle = db.prepare(`INSERT INTO ${index} (${index}) VALUES ('flush')`);
  }

  /** A row as it stands in the table; undefined when there is none. */
  told(key: string): WordsOfRow | undefined {
    return this.#told.get(key);
  }

  /**
   * Rows have got other words. All old ones go before any new one comes, and by values, not by a SELECT: that has a
   * savepoint of its own, for which the index writes out what it holds in memory, row by row. And what goes is written
   * out before: when a row goes and comes in one go, FTS5 loses the rows behind it (seen in 3.53, with `secure-delete`
   * and `detail=none`).
   */
  change(gone: readonly WordsOfRow[], come: readonly WordsOfRow[]): void {
    for (const { id, words } of inOrder(gone)) if (words !== null) this.#forget.run(id, words);
    if (gone.length > 0 && come.length > 0) this.#settle.run();
    for (const { id, words } of inOrder(come)) if (words !== null) this.#learn.run(id, words);
  }

  /**
   * Takes out what is left of words that no row has any more: each page of the index is found by how its first word
   * began, and that stays there when the word is gone. Looks first: 1 ms for 30 pages; mending takes a second for 300 MB.
   */
  wipe(): void {
    if (!this.#hasRemains()) return;
    // A word that nobody has makes a second segment: one that stands alone is taken for tidy.
    for (const step of [
      `INSERT INTO ${this.index} (rowid, ${this.column}) VALUES (0, 'x')`,
      `INSERT INTO ${this.index} (${this.index}) VALUES ('optimize')`,
      `INSERT INTO ${this.index} (${this.index}, rowid, ${this.column}) VALUES ('delete', 0, 'x')`,
    ]) {
      this.db.exec(step);
    }
  }

  /** Does a page begin as no word does that is still there? */
  #hasRemains(): boolean {
    const { db, index } = this;
    db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${index}_known USING fts5vocab('main', '${index}', 'row')`);
    const next = db.prepare<[string], string>(`SELECT term FROM temp.${index}_known WHERE term >= ? LIMIT 1`).pluck();
    const starts = db.prepare<[], Buffer | string>(`SELECT term FROM main.${index}_idx`).pluck().all();
    return starts.some((stored) => {
      // The first character says which index it belongs to.
      const start = Buffer.from(stored).subarray(1).toString();
      return !(next.get(start) ?? '').startsWith(start);
    });
  }
}

/** The index takes rows in the order of their ids together; for one that falls back it writes out all before it. */
function inOrder(rows: readonly WordsOfRow[]): readonly WordsOfRow[] {
  return rows.toSorted((a, b) => a.id - b.id);
}
