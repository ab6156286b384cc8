import type { Database, Statement } from 'better-sqlite3';
import { Gaps, type Range } from './gaps';

/** The gaps of a log. Neighbours are kept as one row, so that a million trimmed positions in a row take no more room. */
export class GapTable {
  readonly #between: Statement<[number, number], Range>;
  readonly #upTo: Statement<[number], Range>;
  readonly #from: Statement<[number], Range>;
  readonly #delete: Statement<[number]>;
  readonly #put: Statement<[number, number]>;

  constructor(db: Database) {
    // The gap that begins below `after` may reach above it.
    this.#between = db.prepare(
      `SELECT first, last FROM gaps
       WHERE first >= coalesce((SELECT max(first) FROM gaps WHERE first <= ?), 0) AND first <= ? ORDER BY first`,
    );
    this.#upTo = db.prepare('SELECT first, last FROM gaps WHERE first <= ? ORDER BY first DESC LIMIT 1');
    this.#from = db.prepare('SELECT first, last FROM gaps WHERE first = ?');
    this.#delete = db.prepare('DELETE FROM gaps WHERE first = ?');
    this.#put = db.prepare('INSERT OR REPLACE INTO gaps (first, last) VALUES (?, ?)');
  }

  /** What is to be known of positions above `after`, up to and including `upTo`. */
  between(after: number, upTo: number): Gaps {
    return new Gaps(this.#between.all(after, upTo));
  }

  /** For the caller's transaction. None of these positions is in a gap yet. */
  add({ first, last }: Range): void {
    const before = this.#upTo.get(first);
    const after = this.#from.get(last + 1);
    if (after) this.#delete.run(after.first);
    const touches = before !== undefined && before.last + 1 === first;
    this.#put.run(touches ? before.first : first, after?.last ?? last);
  }
}
