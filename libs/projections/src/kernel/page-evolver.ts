import type { StoredEvent } from '@callscope/call-events';
import type { DeadLetters } from './dead-letters';
import type { ProjectionDefinition, RowChange } from './projection';
import type { ViewTable } from './view-table';

/** A projection with the rows it makes. */
export interface ProjectedTable {
  readonly projection: ProjectionDefinition;
  readonly table: ViewTable<unknown>;
}

/** What a page of events has changed, by the name of the read model, in order of position. */
export type PageChanges = ReadonlyMap<string, readonly RowChange<unknown>[]>;

interface Gathered {
  readonly inputs: { readonly input: unknown; readonly position: number }[];
}

/**
 * Takes one page of events through all read models: event by event, so that a derived one sees every single change of
 * its source. What a projection cannot take is set aside; a row that cannot be read is no fault of the event and stops
 * the page.
 */
export class PageEvolver {
  readonly #page = new Map<string, RowChange<unknown>[]>();
  readonly #gathered = new Map<ProjectedTable, Map<string, Gathered>>();

  constructor(
    private readonly tables: readonly ProjectedTable[],
    private readonly deadLetters: DeadLetters,
  ) {}

  evolve(events: readonly StoredEvent[]): PageChanges {
    for (const event of events) this.#take(event);
    for (const [projected, rows] of this.#gathered) {
      for (const [key, { inputs }] of rows) this.#evolveGathered(projected, key, inputs);
    }
    return this.#page;
  }

  #take(event: StoredEvent): void {
    const made = new Map<string, readonly RowChange<unknown>[]>();
    for (const projected of this.tables) {
      const { name, source } = projected.projection;
      const inputs = source === 'log' ? [event] : (made.get(source) ?? []);
      const changes = inputs.flatMap((input) => this.#takeInput(projected, input, event.position));
      made.set(name, changes);
      const page = this.#page.get(name);
      if (page) page.push(...changes);
      else this.#page.set(name, [...changes]);
    }
  }

  #takeInput(projected: ProjectedTable, input: unknown, position: number): RowChange<unknown>[] {
    const { projection } = projected;
    const keys = this.#guarded(projection, position, () => projection.keys(input)) ?? [];
    if (!projection.evolveAll) return this.#evolveNow(projected, keys, input, position);
    for (const key of keys) this.#gather(projected, key, { input, position });
    return [];
  }

  /** None of the rows that the input concerns is changed when one of them cannot take it. */
  #evolveNow(
    { projection, table }: ProjectedTable,
    keys: readonly string[],
    input: unknown,
    position: number,
  ): RowChange<unknown>[] {
    const rows = keys.map((key) => ({ key, before: table.get(key) }));
    const evolved =
      this.#guarded(projection, position, () => rows.map(({ key, before }) => projection.evolve(before, input, key))) ??
      [];
    return rows.flatMap(({ key, before }, index) => {
      const after = evolved[index];
      if (after === undefined || after === before) return [];
      table.set(key, after, position);
      return { key, before, after, position };
    });
  }

  #gather(projected: ProjectedTable, key: string, one: Gathered['inputs'][number]): void {
    const rows = this.#gathered.get(projected) ?? new Map<string, Gathered>();
    this.#gathered.set(projected, rows);
    const known = rows.get(key);
    if (known) known.inputs.push(one);
    else rows.set(key, { inputs: [one] });
  }

  #evolveGathered({ projection, table }: ProjectedTable, key: string, inputs: Gathered['inputs']): void {
    const before = table.get(key);
    const position = inputs.at(-1)?.position ?? 0;
    try {
      const all = inputs.map(({ input }) => input);
      table.set(key, projection.evolveAll?.(before, all, key) ?? null, position);
    } catch {
      // One by one finds out which of them cannot be taken.
      let row = before;
      for (const one of inputs) {
        const evolved = this.#guarded(projection, one.position, () => ({
          row: projection.evolve(row, one.input, key),
        }));
        if (evolved) row = evolved.row;
      }
      table.set(key, row, position);
    }
  }

  #guarded<T>(projection: ProjectionDefinition, position: number, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.deadLetters.setAside(projection.name, position, error);
      return null;
    }
  }
}
