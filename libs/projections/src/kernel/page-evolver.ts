import type { StoredEvent } from '@callscope/call-events';
import type { DeadLetters } from './dead-letters';
import type { OpenRows } from './open-rows';
import type { RowChange, RowProjection, Share, SumProjection } from './projection';
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
  #evolve(node: RowNode, input: unknown, position: number): void {
    const { projection, table } = node;
    const keys = this.#keys(projection, input, position);
    const rows = keys.map((key) => ({ key, before: table.get(key) }));
    const evolved: unknown[] = [];
    try {
      for (const { key, before } of rows) evolved.push(projection.evolve(before, input, key));
    } catch (error) {
      this.deadLetters.setAside(projection.name, position, error);
      return;
    }
    for (const [index, { key, before }] of rows.entries()) this.#change(node, key, before, evolved[index], position);
  }

  #change({ table, followers }: RowNode, key: string, before: unknown, after: unknown, position: number): void {
    if (after === undefined || after === before) return;
    table.set(key, after, position);
    if (followers.length === 0) return;
    const change: RowChange<unknown> = { key, before, after, position };
    for (const follower of followers) this.#take(follower, change, position);
  }

  #keys(projection: RowProjection<unknown, unknown>, input: unknown, position: number): readonly string[] {
    try {
      return projection.keys(input);
    } catch (error) {
      this.deadLetters.setAside(projection.name, position, error);
      return [];
    }
  }

  #addUp({ projection, table }: SumNode, input: unknown, position: number): void {
    for (const { keys, part } of this.#shares(projection, input, position)) {
      for (const { open } of table.change(keys, position)) {
        try {
          open.add(part);
        } catch (error) {
          this.deadLetters.setAside(projection.name, position, error);
        }
      }
    }
  }

  #shares(
    projection: SumProjection<unknown, unknown, unknown>,
    input: unknown,
    position: number,
  ): readonly Share<unknown>[] {
    try {
      return projection.shares(input);
    } catch (error) {
      this.deadLetters.setAside(projection.name, position, error);
      return [];
    }
  }
}
