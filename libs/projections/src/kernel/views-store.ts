import type { StoredEvent } from '@callscope/call-events';
import type { Database } from 'better-sqlite3';
import { type DeadLetter, DeadLetters } from './dead-letters';
import { OpenRows } from './open-rows';
import { PageEvolver, type ProjectedRows } from './page-evolver';
import { isSum, type OpenRow, type ProjectionDefinition } from './projection';
import { ViewSql } from './view-sql';
import { type Unwritten, ViewTable } from './view-table';
import { openViews, readCheckpoint } from './views-database';

interface NamedTable {
  readonly name: string;
  readonly table: Unwritten;
}

/**
 * The views file: every read model in a table of its own, and one checkpoint that moves in the same transaction as
 * the rows, so that the rows are always those of exactly the events up to it.
 *
 * Rows change in memory first and are written now and then (`flush`), since the same few are changed by event after
 * event. After a crash the events above the checkpoint are taken in again.
 */
export class ViewsStore {
  /** The file, to read from; what was taken in stands in it after `flush`. */
  readonly db: Database;
  readonly #tables: readonly NamedTable[];
  readonly #sums = new Map<string, OpenRows<unknown, unknown>>();
  readonly #deadLetters: DeadLetters;
  readonly #evolver: PageEvolver;
  #position: number;
  #written: number;

  constructor(
    file: string,
    logId: string,
    private readonly projections: readonly ProjectionDefinition[],
    private readonly onDeadLetter: (letter: DeadLetter) => void = () => undefined,
  ) {
    this.db = openViews(file, logId, projections);
    this.#deadLetters = new DeadLetters(this.db);
    const tables: NamedTable[] = [];
    const roots = this.#nodesFrom('log', tables);
    this.#tables = tables;
    this.#evolver = new PageEvolver(roots, this.#deadLetters);
    this.#position = this.#written = readCheckpoint(this.db);
  }

  /** Position up to which all rows stand. */
  get position(): number {
    return this.#position;
  }

  /** How many rows wait to be written. */
  get waiting(): number {
    return this.#tables.reduce((sum, { table }) => sum + table.waiting, 0);
  }

  /** Names of the read models, each after the one it is made from. */
  get names(): readonly string[] {
    return this.projections.map(({ name }) => name);
  }

  /** A row of a read model of sums, as it stands. */
  sums<Row, Part>(projection: string): { look(key: string): OpenRow<Row, Part> } {
    const rows = this.#sums.get(projection);
    if (!rows) throw new Error(`${projection} is no read model of sums`);
    return rows as OpenRows<Row, Part>;
  }

  /** How many events each projection has set aside. */
  deadLetters(): ReadonlyMap<string, number> {
    return this.#deadLetters.counts();
  }

  /** Takes a page of events into all read models. */
  apply(events: readonly StoredEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    try {
      this.#evolver.evolve(events);
      this.#position = last.position;
    } catch (error) {
      this.#discard();
      throw error;
    }
  }

  /**
   * Writes what has changed. When that cannot be done, all that was not written is forgotten and `position` goes back
   * to what the file says.
   */
  flush(): void {
    if (this.#written === this.#position) return;
    try {
      this.db.transaction(() => this.#write()).immediate();
    } catch (error) {
      this.#discard();
      throw error;
    }
    this.#written = this.#position;
    for (const { table } of this.#tables) table.settle();
    // Only now: whatever the teller does, the page is taken in.
    for (const letter of this.#deadLetters.settle()) this.onDeadLetter(letter);
  }

  /** Lets queries see the tables of another views file as if they stood in this one; nobody here writes them. */
  attach(file: string, name: string): void {
    this.db.prepare(`ATTACH ? AS "${name}"`).run(file);
  }

  close(): void {
    this.db.close();
  }

  #write(): void {
    for (const { name, table } of this.#tables) {
      table.flush((position, error) => {
        this.#deadLetters.setAside(name, position, error);
      });
    }
    this.#deadLetters.flush();
    this.db.prepare('UPDATE checkpoint SET position = ?').run(this.#position);
  }

  #discard(): void {
    this.#position = this.#written;
    for (const { table } of this.#tables) table.discard();
    this.#deadLetters.discard();
  }

  /** The projections that read from this source, each with its rows and with those that read from it. */
  #nodesFrom(source: string, tables: NamedTable[]): ProjectedRows[] {
    return this.projections
      .filter((projection) => projection.source === source)
      .map((projection): ProjectedRows => {
        const sql = new ViewSql(this.db, projection);
        if (isSum(projection)) {
          const table = new OpenRows(projection, sql);
          this.#sums.set(projection.name, table);
          tables.push({ name: projection.name, table });
          return { kind: 'sums', projection, table };
        }
        const table = new ViewTable(sql);
        tables.push({ name: projection.name, table });
        return { kind: 'rows', projection, table, followers: this.#nodesFrom(projection.name, tables) };
      });
  }
}
