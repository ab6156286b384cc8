import type { Database } from 'better-sqlite3';

/**
 * The positions at which nothing stands, and rightly so: passed over when history was lost, so that none is used twice.
 * Every other position up to the head has its row.
 */
export class Gaps {
  readonly #ranges: readonly { readonly first: number; readonly last: number }[];

  constructor(db: Database) {
    this.#ranges = db.prepare<[], { first: number; last: number }>('SELECT first, last FROM gaps ORDER BY first').all();
  }

  /** The lowest position above this one that must have a row. */
  next(position: number): number {
    let next = position + 1;
    for (const { first, last } of this.#ranges) {
      if (first <= next && next <= last) next = last + 1;
    }
    return next;
  }
}

export function addGap(db: Database, first: number, last: number): void {
  db.prepare('INSERT INTO gaps (first, last) VALUES (?, ?)').run(first, last);
}
