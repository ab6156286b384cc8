import type { StoredEvent } from '@callscope/call-events';
import type { DeadLetters } from './dead-letters';
import type { OpenRows } from './open-rows';
import type { RowChange, RowProjection, Share, SumProjection } from './projection';
import { RunOfChanges } from './run-of-changes';
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

/** Why a projection could not take what it was given. */
interface Refused {
  readonly error: unknown;
}

/**
 * Takes events through all read models: event by event, so that a derived one sees every single change of its source,
 * or what comes to the same (`joins`), however the events are cut into pages. What a projection cannot take is set
 * aside; a row that cannot be read is no fault of the event and is thrown.
 */
export class PageEvolver {
  /** Changes that were not shown to a derived read model yet. */
  readonly #runs = new Map<ProjectedRows, RunOfChanges>();

  constructor(
    /** Those made from the log, in their order. */
    private readonly roots: readonly ProjectedRows[],
    private readonly deadLetters: DeadLetters,
  ) {}

  evolve(events: readonly StoredEvent[]): void {
    try {
      for (const event of events) for (const root of this.roots) this.#take(root, event, event.position);
      for (const [node, run] of this.#runs) this.#endRun(node, run);
    } finally {
      // After a failure the whole page is taken in again.
      for (const run of this.#runs.values()) run.take();
    }
  }

  #take(node: ProjectedRows, input: unknown, position: number): void {
    const refused = this.#offer(node, input, position);
    if (refused) this.deadLetters.setAside(node.projection.name, position, refused.error);
  }

  /** Nothing is changed when it is refused. */
  #offer(node: ProjectedRows, input: unknown, position: number): Refused | null {
    if (node.kind === 'sums') return this.#addUp(node, input, position);
    let keys: readonly string[];
    try {
      keys = node.projection.keys(input);
    } catch (error) {
      return { error };
    }
    return this.#evolve(node, keys, input, position);
  }

  /** None of the rows that the input concerns is changed when one of them cannot take it. */
  #evolve(node: RowNode, keys: readonly string[], input: unknown, position: number): Refused | null {
    const [key] = keys;
    if (key !== undefined && keys.length === 1) return this.#evolveOne(node, key, input, position);
    const { projection, table } = node;
    const rows = keys.map((key) => ({ key, before: table.get(key) }));
    const evolved: unknown[] = [];
    try {
      for (const { key, before } of rows) evolved.push(projection.evolve(before, input, key));
    } catch (error) {
      return { error };
    }
    for (const [index, { key, before }] of rows.entries()) this.#change(node, key, before, evolved[index], position);
    return null;
  }

  /** Nearly every input concerns one row. */
  #evolveOne(node: RowNode, key: string, input: unknown, position: number): Refused | null {
    const before = node.table.get(key);
    let after: unknown;
    try {
      after = node.projection.evolve(before, input, key);
    } catch (error) {
      return { error };
    }
    this.#change(node, key, before, after, position);
    return null;
  }

  #change({ table, followers }: RowNode, key: string, before: unknown, after: unknown, position: number): void {
    if (after === undefined || after === before) return;
    table.set(key, after, position);
    if (followers.length === 0) return;
    const change: RowChange<unknown> = { key, before, after, position };
    for (const follower of followers) this.#follow(follower, change);
  }

  /** Shows a change to a derived read model: at once, or later together with those that come right after it. */
  #follow(node: ProjectedRows, change: RowChange<unknown>): void {
    const run = this.#runOf(node);
    const joins = joinsOthers(node, change);
    if (joins === null) return;
    if (!joins || run.key !== change.key) this.#endRun(node, run);
    if (joins) run.add(change);
    else this.#take(node, change, change.position);
  }

  #runOf(node: ProjectedRows): RunOfChanges {
    const known = this.#runs.get(node);
    if (known) return known;
    const run = new RunOfChanges();
    this.#runs.set(node, run);
    return run;
  }

  #endRun(node: ProjectedRows, run: RunOfChanges): void {
    const changes = run.take();
    const [first, last] = [changes[0], changes.at(-1)];
    if (!first || !last) return;
    const whole = first === last ? first : { ...last, before: first.before };
    const refused =
      node.kind === 'sums'
        ? this.#addUp(node, whole, last.position)
        : this.#evolve(node, [last.key], whole, last.position);
    // Which of them it was, and what the others add, is found out one by one.
    if (refused) for (const change of changes) this.#take(node, change, change.position);
  }

  #addUp({ projection, table }: SumNode, input: unknown, position: number): Refused | null {
    let shares: readonly Share<unknown>[];
    try {
      shares = projection.shares(input);
    } catch (error) {
      return { error };
    }
    for (const { keys, part } of shares) {
      for (const { open } of table.change(keys, position)) {
        try {
          open.add(part);
        } catch (error) {
          this.deadLetters.setAside(projection.name, position, error);
        }
      }
    }
    return null;
  }
}

/** Null when the change does not concern the read model at all. What throws here is found out when it is taken. */
function joinsOthers({ kind, projection }: ProjectedRows, change: RowChange<unknown>): boolean | null {
  try {
    if (!projection.joins?.(change)) return false;
    return kind === 'rows' && projection.keys(change).length === 0 ? null : true;
  } catch {
    return false;
  }
}
