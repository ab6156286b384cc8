import type { Database } from 'better-sqlite3';
import { OpenRows } from './open-rows';
import type { ProjectedRows } from './page-evolver';
import { isSum, type OpenRow, type ProjectionDefinition } from './projection';
import type { LastingSums } from './trim-plan';
import { ViewSql } from './view-sql';
import { type Unwritten, ViewTable } from './view-table';

interface NamedTable {
  readonly projection: ProjectionDefinition;
  readonly table: Unwritten;
}

/** The tables of all read models, and which is made from which. */
export class ViewTables {
  /** Each after the one it is made from. */
  readonly all: readonly NamedTable[];
  /** Those that are made from the log. */
  readonly roots: readonly ProjectedRows[];
  readonly #rows = new Map<string, ViewTable<unknown>>();
  readonly #sql: ViewSql<unknown>[] = [];
  readonly #sums = new Map<string, OpenRows<unknown, unknown>>();

  constructor(
    private readonly db: Database,
    private readonly projections: readonly ProjectionDefinition[],
  ) {
    const all: NamedTable[] = [];
    this.roots = this.#nodesFrom('log', all);
    this.all = all;
  }

  get waiting(): number {
    return this.all.reduce((sum, { table }) => sum + table.waiting, 0);
  }

  /** The open rows of a read model of sums. */
  sums<Row, Part>(projection: string): { look(key: string): OpenRow<Row, Part> } {
    const rows = this.#sums.get(projection);
    if (!rows) throw new Error(`${projection} is no read model of sums`);
    return rows as OpenRows<Row, Part>;
  }

  /** The sums that are kept when their calls are trimmed. */
  get lasting(): readonly LastingSums[] {
    return this.projections.filter(isSum).flatMap((projection) => {
      const [table, rows] = [this.#sums.get(projection.name), this.#rows.get(projection.source)];
      const source = this.projections.find(({ name }) => name === projection.source);
      if (!projection.outlivesCalls || !table || !rows || !source || isSum(source)) return [];
      return [{ projection, table, source, sourceRow: (callId: string) => rows.get(callId) }];
    });
  }

  /** Takes away the rows of calls that are no more. */
  dropCalls(callIds: readonly string[], position: number): void {
    for (const { projection } of this.all) {
      if (!projection.keyedByCall) continue;
      for (const callId of callIds) {
        this.#rows.get(projection.name)?.set(callId, null, position);
        this.#sums.get(projection.name)?.replace(callId, null, position);
      }
    }
  }

  /** Makes the indexes that are not there yet. */
  index(): void {
    for (const sql of this.#sql) sql.index();
  }

  /** Takes out what is left of words that are gone. */
  wipeWords(): void {
    for (const sql of this.#sql) sql.wipeWords();
  }

  settle(): void {
    for (const { table } of this.all) table.settle();
  }

  discard(): void {
    for (const { table } of this.all) table.discard();
  }

  /** The projections that read from this source, each with its rows and with those that read from it. */
  #nodesFrom(source: string, all: NamedTable[]): ProjectedRows[] {
    return this.projections
      .filter((projection) => projection.source === source)
      .map((projection): ProjectedRows => {
        const sql = new ViewSql(this.db, projection);
        this.#sql.push(sql);
        if (isSum(projection)) {
          const table = new OpenRows(projection, sql);
          this.#sums.set(projection.name, table);
          all.push({ projection, table });
          return { kind: 'sums', projection, table };
        }
        const table = new ViewTable(sql);
        this.#rows.set(projection.name, table);
        all.push({ projection, table });
        return { kind: 'rows', projection, table, followers: this.#nodesFrom(projection.name, all) };
      });
  }
}
