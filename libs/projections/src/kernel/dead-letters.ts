import type { Database, Statement } from 'better-sqlite3';

/** An event that a projection could not take: set aside, so that the others go on (events.md rule 6). */
export interface DeadLetter {
  readonly projection: string;
  readonly position: number;
  /** The error's own words; they name no person. */
  readonly reason: string;
}

/** The events that were set aside, kept with the rows, in the transaction that moves the checkpoint. */
export class DeadLetters {
  readonly #insert: Statement<[string, number, string]>;
  readonly #counts: Statement<[], { projection: string; n: number }>;
  /** By projection and position: one event that several rows cannot take is set aside once. */
  readonly #fresh = new Map<string, DeadLetter>();

  constructor(db: Database) {
    db.exec(
      `CREATE TABLE IF NOT EXISTS dead_letter
       (projection TEXT NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (projection, position))
       WITHOUT ROWID`,
    );
    this.#insert = db.prepare('INSERT OR REPLACE INTO dead_letter (projection, position, reason) VALUES (?, ?, ?)');
    this.#counts = db.prepare('SELECT projection, count(*) AS n FROM dead_letter GROUP BY projection');
  }

  setAside(projection: string, position: number, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#fresh.set(`${projection} ${position}`, { projection, position, reason });
  }

  flush(): void {
    for (const { projection, position, reason } of this.#fresh.values()) this.#insert.run(projection, position, reason);
  }

  /** Those of the page that was just committed; forgets them. */
  settle(): readonly DeadLetter[] {
    const settled = [...this.#fresh.values()];
    this.#fresh.clear();
    return settled;
  }

  discard(): void {
    this.#fresh.clear();
  }

  /** How many each projection has set aside. */
  counts(): ReadonlyMap<string, number> {
    return new Map(this.#counts.all().map(({ projection, n }) => [projection, n]));
  }
}
