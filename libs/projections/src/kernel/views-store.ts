import type { StoredEvent } from '@callscope/call-events';
import type { Database } from 'better-sqlite3';
import type { ProjectionDefinition, RowChange } from './projection';
import { ViewTable } from './view-table';
import { openViews, readCheckpoint } from './views-database';

/** What a page of events has changed, by the name of the read model, in order of position. */
export type PageChanges = ReadonlyMap<string, readonly RowChange<unknown>[]>;

/**
 * The views file: every read model in a table of its own, and one checkpoint that moves in the same transaction as
 * the rows, so that the rows are always those of exactly the events up to it.
 */
export class ViewsStore {
  readonly db: Database;
  readonly #tables: ReadonlyArray<{ projection: ProjectionDefinition; table: ViewTable<unknown> }>;
  #position: number;

  constructor(file: string, logId: string, projections: readonly ProjectionDefinition[]) {
    this.db = openViews(file, logId, projections);
    this.#tables = projections.map((projection) => ({ projection, table: new ViewTable(this.db, projection) }));
    this.#position = readCheckpoint(this.db);
  }

  /** Position up to which all rows stand. */
  get position(): number {
    return this.#position;
  }

  /** Takes a page of events into all read models, in one transaction. */
  apply(events: readonly StoredEvent[]): PageChanges {
    const last = events.at(-1);
    if (!last) return new Map();
    try {
      const changes = this.#evolve(events);
      this.#commit(last.position);
      for (const { table } of this.#tables) table.settle();
      this.#position = last.position;
      return changes;
    } catch (error) {
      for (const { table } of this.#tables) table.discard();
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }

  /** Event by event, each through all read models: a derived one sees every single change of its source. */
  #evolve(events: readonly StoredEvent[]): PageChanges {
    const page = new Map<string, RowChange<unknown>[]>();
    for (const event of events) {
      const made = new Map<string, RowChange<unknown>[]>();
      for (const { projection, table } of this.#tables) {
        const inputs = projection.source === 'log' ? [event] : (made.get(projection.source) ?? []);
        const changes = inputs.flatMap((input) => evolveRows(projection, table, input, event.position));
        made.set(projection.name, changes);
        append(page, projection.name, changes);
      }
    }
    return page;
  }

  #commit(position: number): void {
    this.db
      .transaction(() => {
        for (const { table } of this.#tables) table.flush();
        this.db.prepare('UPDATE checkpoint SET position = ?').run(position);
      })
      .immediate();
  }
}

function evolveRows(
  projection: ProjectionDefinition,
  table: ViewTable<unknown>,
  input: unknown,
  position: number,
): RowChange<unknown>[] {
  return projection.keys(input).flatMap((key) => {
    const before = table.get(key);
    const after = projection.evolve(before, input, key);
    if (after === before) return [];
    table.set(key, after, position);
    return { key, before, after, position };
  });
}

function append<T>(lists: Map<string, T[]>, key: string, items: readonly T[]): void {
  const list = lists.get(key);
  if (list) list.push(...items);
  else lists.set(key, [...items]);
}
