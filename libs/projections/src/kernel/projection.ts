import type { StoredEvent } from '@callscope/call-events';

/** One row of a read model has changed. `before` is null for a new row, `after` for a removed one. */
export interface RowChange<Row> {
  readonly key: string;
  readonly before: Row | null;
  readonly after: Row | null;
  /** Position of the event that made the change. */
  readonly position: number;
}

/** A value of a row that SQL must see, to filter or to sort by. */
export interface Column<Row> {
  readonly type: 'INTEGER' | 'REAL' | 'TEXT';
  of(row: Row, key: string): number | string | null;
}

/**
 * A read model, made row by row from a source: a class with this shape under `@Projection()` in a file
 * `<name>/<name>.projection.ts` is found and run by itself.
 *
 * `evolve` is pure: no clock, no I/O, the given row is not changed. A rebuild calls it with the same inputs in the
 * same order, so equal logs give equal rows.
 */
export interface ProjectionDefinition<Row = unknown, Input = unknown> {
  /** Name of the read model and of its table: lower case words joined by `-`. Equal to its folder's name. */
  readonly name: string;
  /** Raise it whenever `evolve` or the columns change: the rows are then made anew. */
  readonly version: number;
  /** `log`, or the name of another projection whose row changes are the input. */
  readonly source: string;
  /** Keys of the rows that an input concerns; none when it does not concern this read model. */
  keys(input: Input): readonly string[];
  evolve(row: Row | null, input: Input, key: string): Row | null;
  /**
   * Optional: the row after several inputs, in their order. Must give what `evolve` gives one after the other. The
   * kernel then hands over all inputs of a page for a row at once, and nothing can follow the changes of the rows.
   */
  evolveAll?(row: Row | null, inputs: readonly Input[], key: string): Row | null;
  /** Columns beside key, position and row, by name. */
  readonly columns?: Readonly<Record<string, Column<Row>>>;
  /** SQL after the table name of each index to keep, as `(ended_at DESC, position DESC)`. */
  readonly indexes?: readonly string[];
}

/** A read model made from the events of the log. */
export interface LogProjection<Row> extends ProjectionDefinition<Row, StoredEvent> {
  readonly source: 'log';
}

/** A read model made from the changes of another one. */
export type DerivedProjection<Row, SourceRow> = ProjectionDefinition<Row, RowChange<SourceRow>>;
