import type { StoredEvent } from '@callscope/call-events';
import type { Database } from 'better-sqlite3';
import { type DeadLetter, DeadLetters } from './dead-letters';
import { type PageChanges, PageEvolver, type ProjectedTable } from './page-evolver';
import type { ProjectionDefinition } from './projection';
import { ViewTable } from './view-table';
import { openViews, readCheckpoint } from './views-database';

/**
 * The views file: every read model in a table of its own, and one checkpoint that moves in the same transaction as
 * the rows, so that the rows are always those of exactly the events up to it.
 */
export class ViewsStore {
  readonly db: Database;
  readonly #tables: readonly ProjectedTable[];
  readonly #deadLetters: DeadLetters;
  #position: number;

  constructor(
    file: string,
    logId: string,
    projections: readonly ProjectionDefinition[],
    private readonly onDeadLetter: (letter: DeadLetter) => void = () => undefined,
  ) {
    this.db = openViews(file, logId, projections);
    this.#tables = projections.map((projection) => ({ projection, table: new ViewTable(this.db, projection) }));
    this.#deadLetters = new DeadLetters(this.db);
    this.#position = readCheckpoint(this.db);
  }

  /** Position up to which all rows stand. */
  get position(): number {
    return this.#position;
  }

  /** Names of the read models, each after the one it is made from. */
  get names(): readonly string[] {
    return this.#tables.map(({ projection }) => projection.name);
  }

  /** How many events each projection has set aside. */
  deadLetters(): ReadonlyMap<string, number> {
    return this.#deadLetters.counts();
  }

  /** Takes a page of events into all read models, in one transaction. */
  apply(events: readonly StoredEvent[]): PageChanges {
    const last = events.at(-1);
    if (!last) return new Map();
    const changes = this.#takeIn(events, last.position);
    this.#position = last.position;
    // Only now: whatever the teller does, the page is taken in.
    for (const letter of this.#deadLetters.settle()) this.onDeadLetter(letter);
    return changes;
  }

  #takeIn(events: readonly StoredEvent[], position: number): PageChanges {
    try {
      const changes = new PageEvolver(this.#tables, this.#deadLetters).evolve(events);
      this.#commit(position);
      for (const { table } of this.#tables) table.settle();
      return changes;
    } catch (error) {
      for (const { table } of this.#tables) table.discard();
      this.#deadLetters.discard();
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }

  #commit(position: number): void {
    this.db
      .transaction(() => {
        for (const { table } of this.#tables) table.flush();
        this.#deadLetters.flush();
        this.db.prepare('UPDATE checkpoint SET position = ?').run(position);
      })
      .immediate();
  }
}
