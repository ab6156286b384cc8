import { type OpenRow, type SumProjection, weightOf } from './projection';
import { RowCache } from './row-cache';
import type { ViewSql } from './view-sql';
import type { Unwritten } from './view-table';

const KEPT_OPEN = 4_000;

/** The rows of a read model of sums: the hottest stay open, and are written as they stand. */
export class OpenRows<Row, Part> implements Unwritten {
  readonly #settled: RowCache<OpenRow<Row, Part>>;
  readonly #dirty = new Map<string, { open: OpenRow<Row, Part>; position: number }>();

  constructor(
    private readonly projection: SumProjection<Row, unknown, Part>,
    private readonly sql: ViewSql<Row>,
  ) {
    this.#settled = new RowCache(KEPT_OPEN / weightOf(projection));
  }

  get waiting(): number {
    return this.#dirty.size * weightOf(this.projection);
  }

  /** The row as it stands, to read from. */
  look(key: string): OpenRow<Row, Part> {
    const known = this.#dirty.get(key)?.open ?? this.#settled.get(key);
    if (known) return known;
    const open = this.projection.open(this.sql.read(key));
    this.#settled.set(key, open);
    return open;
  }

  /** The row, to be changed by the event at this position. */
  change(key: string, position: number): OpenRow<Row, Part> {
    const dirty = this.#dirty.get(key);
    if (dirty) {
      dirty.position = position;
      return dirty.open;
    }
    const open = this.look(key);
    this.#dirty.set(key, { open, position });
    return open;
  }

  /** The row is now this one, whatever it was. */
  replace(key: string, row: Row | null, position: number): void {
    this.#dirty.set(key, { open: this.projection.open(row), position });
  }

  flush(onFailure: (position: number, error: unknown) => void): void {
    for (const [key, { open, position }] of this.#dirty) {
      // Which event was the last to change a sum is not kept: events that were trimmed would be among them.
      this.sql.write(key, open.toRow(), 0, (error) => {
        onFailure(position, error);
      });
    }
  }

  settle(): void {
    for (const [key, { open }] of this.#dirty) this.#settled.set(key, open);
    this.#dirty.clear();
  }

  discard(): void {
    this.#dirty.clear();
    this.#settled.clear();
  }
}
