import type { CallEventType, StoredEvent } from '@callscope/call-events';

/** One row of a read model has changed. `before` is null for a new row, `after` for a removed one. */
export interface RowChange<Row> {
  readonly key: string;
  readonly before: Row | null;
  readonly after: Row | null;
  /** Position of the event that made the change. */
  readonly position: number;
}

/** A value of a row that SQL must see, to filter, to sort or to search by. */
export interface Column<Row> {
  /** `WORDS`: text whose words can be searched; at most one of a read model. See words-index.ts. */
  readonly type: 'INTEGER' | 'REAL' | 'TEXT' | 'WORDS';
  of(row: Row, key: string): number | string | null;
}

interface ReadModel<Row, Input> {
  /** Name of the read model and of its table: lower case words joined by `-`. Equal to its folder's name. */
  readonly name: string;
  /** Raise it whenever what the rows hold changes for the same events: they are then made anew. */
  readonly version: number;
  /**
   * Raise it, too, when the queries can no longer read the rows of the version before. Until it is raised those answer
   * while the new ones are made. 1 when not given.
   */
  readonly form?: number;
  /** `log`, or the name of another projection whose row changes are the input. */
  readonly source: string;
  /**
   * Of what is made from the log: the only types of events that concern it. Where all of a lane say so, others are not
   * even read; it may still be given them.
   */
  readonly types?: readonly CallEventType[];
  /**
   * Set for what takes long to make and can be made by itself: the read models of a lane have a thread and a file of
   * their own. Queries run in the first lane, and see the tables of all. A derived read model is in the lane of its
   * source.
   */
  readonly lane?: string;
  /**
   * Of what is made from the changes of another read model: whether this change may be taken together with others of
   * the same row right before and after it, as one change from the first to the last. Said only of changes for which
   * that comes to the same, whatever the rows hold: where changes are cut into pages is no matter of the events. A
   * change that concerns rows must concern the one of its own key alone; none when it is not set. Pure.
   */
  joins?(change: Input): boolean;
  /** How large a row is in memory, where that is much more than a few KiB: so many times as much. */
  readonly weight?: number;
  /** Set when every key is the id of a call: the row goes when the log trims that call. */
  readonly keyedByCall?: boolean;
  /** Columns beside key, position and row, by name. */
  readonly columns?: Readonly<Record<string, Column<Row>>>;
  /** SQL after the table name of each index to keep, as `(ended_at DESC, position DESC)`. */
  readonly indexes?: readonly string[];
}

/**
 * A read model, made row by row from a source: a class with this shape under `@Projection()` in a file
 * `<name>/<name>.projection.ts` is found and run by itself.
 *
 * `evolve` is pure: no clock, no I/O, the given row is not changed. A rebuild calls it with the same inputs in the
 * same order, so equal logs give equal rows.
 */
export interface RowProjection<Row, Input> extends ReadModel<Row, Input> {
  /** Keys of the rows that an input concerns; none when it does not concern this read model. */
  keys(input: Input): readonly string[];
  evolve(row: Row | null, input: Input, key: string): Row | null;
}

/** What an input adds to some rows: the same to each of them. */
export interface Share<Part> {
  readonly keys: readonly string[];
  readonly part: Part;
}

/** A row that stays open and is changed in place. */
export interface OpenRow<Row, Part> {
  add(part: Part): void;
  /** What is stored; null when nothing is left of the row. A function of the row it began with and the parts since. */
  toRow(): Row | null;
  /**
   * Of sums that outlive their calls: what in the row depends on the order of the past and not on what is in it, as
   * plain data; and how it is set. See trim-plan.ts.
   */
  mark?(): unknown;
  settle?(mark: unknown): void;
}

/**
 * A read model of sums: few rows that nearly every input changes. They are kept open, and written as they stand now
 * and then, instead of being made anew for each input. Otherwise as a RowProjection; nothing can follow its changes.
 */
export interface SumProjection<Row, Input, Part> extends ReadModel<Row, Input> {
  /** Pure: what the input adds, and to which rows. All of it is worked out before anything is added. */
  shares(input: Input): readonly Share<Part>[];
  /**
   * Set when the sums are to outlive the calls that the log trims: what a call adds is then kept in the baseline of the
   * log. The source must be a read model keyed by call and made from the log.
   */
  readonly outlivesCalls?: boolean;
  /** The row, opened. The row given is not used by anybody else any more. */
  open(row: Row | null): OpenRow<Row, Part>;
}

/** Any projection, as the kernel sees it. */
export type ProjectionDefinition<Row = unknown, Input = unknown, Part = unknown> =
  RowProjection<Row, Input> | SumProjection<Row, Input, Part>;

/** A read model made from the events of the log. */
export interface LogProjection<Row> extends RowProjection<Row, StoredEvent> {
  readonly source: 'log';
}

/** A read model made from the changes of another one. */
export type DerivedProjection<Row, SourceRow> = RowProjection<Row, RowChange<SourceRow>>;

/** Sums over the changes of another read model. */
export type DerivedSums<Row, SourceRow, Part> = SumProjection<Row, RowChange<SourceRow>, Part>;

export function isSum<Row, Input, Part>(
  projection: ProjectionDefinition<Row, Input, Part>,
): projection is SumProjection<Row, Input, Part> {
  return 'shares' in projection;
}

export function weightOf({ weight = 1 }: Pick<ProjectionDefinition, 'weight'>): number {
  return weight;
}
