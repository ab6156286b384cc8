import type { StoredEvent } from '@callscope/call-events';
import type { DeadLetters } from './dead-letters';
import type { OpenRows } from './open-rows';
import type { RowChange, RowProjection, SumProjection } from './projection';
import type { ViewTable } from './view-table';

interface RowNode {
  readonly kind: 'rows';
  readonly projection: RowProjection<unknown, unknown>;
  readonly table: ViewTable<unknown>;
  /** Those that are made from its changes, in their order. */
  readonly followers: readonly ProjectedRows[];
}

interface SumNode {
  readonly kind: 'sums';
  readonly projection: SumProjection<unknown, unknown, unknown>;
  readonly table: OpenRows<unknown, unknown>;
}

/** A projection with the rows it makes. */
export type ProjectedRows = RowNode | SumNode;

/**
 * Takes events through all read models: event by event, so that a derived one sees every single change of its source,
 * however the events are cut into pages. What a projection cannot take is set aside; a row that cannot be read is no
 * fault of the event and is thrown.
 */
export class PageEvolver {
  constructor(
    /** Those made from the log, in their order. */
    private readonly roots: readonly ProjectedRows[],
    private readonly deadLetters: DeadLetters,
  ) {}

  evolve(events: readonly StoredEvent[]): void {
    for (const event of events) for (const root of this.roots) this.#take(root, event, event.position);
  }

  #take(node: ProjectedRows, input: unknown, position: number): void {
    if (node.kind === 'sums') this.#addUp(node, input, position);
    else this.#evolve(node, input, position);
  }

  /** None of the rows that the input concerns is changed when one of them cannot take it. */
  #evolve({ projection, table, followers }: RowNode, input: unknown, position: number): void {
    const keys = this.#guarded(projection.name, position, () => projection.keys(input)) ?? [];
    if (keys.length === 0) return;
    const rows = keys.map((key) => ({ key, before: table.get(key) }));
    const evolved = this.#guarded(projection.name, position, () =>
      rows.map(({ key, before }) => projection.evolve(before, input, key)),
    );
    if (!evolved) return;
    for (const [index, { key, before }] of rows.entries()) {
      const after = evolved[index];
      if (after === undefined || after === before) continue;
      table.set(key, after, position);
      const change: RowChange<unknown> = { key, before, after, position };
      for (const follower of followers) this.#take(follower, change, position);
    }
  }

  #addUp({ projection, table }: SumNode, input: unknown, position: number): void {
    const shares = this.#guarded(projection.name, position, () => projection.shares(input)) ?? [];
    for (const { keys, part } of shares) {
      for (const key of keys) {
        const row = table.change(key, position);
        try {
          row.add(part);
        } catch (error) {
          this.deadLetters.setAside(projection.name, position, error);
        }
      }
    }
  }

  #guarded<T>(projection: string, position: number, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.deadLetters.setAside(projection, position, error);
      return null;
    }
  }
}
