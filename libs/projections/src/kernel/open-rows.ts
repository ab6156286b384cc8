import { type OpenRow, type SumProjection, weightOf } from './projection';
import { RowCache } from './row-cache';
import type { ViewSql, WrittenRow } from './view-sql';
import type { Unwritten } from './view-table';

const KEPT_OPEN = 4_000;
const KEYS_KEPT = 1_000;

/** A row that was changed since the last flush, and the event that changed it last. */
interface DirtyRow<Row, Part> {
  readonly open: OpenRow<Row, Part>;
  position: number;
}

/** The rows of a read model of sums: the hottest stay open, and are written as they stand. */
export class OpenRows<Row, Part> implements Unwritten {
  readonly #settled: RowCache<OpenRow<Row, Part>>;
  readonly #dirty = new Map<string, DirtyRow<Row, Part>>();
  /** What is changed together is changed together again: the dirty rows under each of these very lists of keys. */
  readonly #together = new Map<readonly string[], readonly DirtyRow<Row, Part>[]>();

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

  /** The rows, to be changed by the event at this position. A list of keys that was given may not change any more. */
  change(keys: readonly string[], position: number): readonly DirtyRow<Row, Part>[] {
    const known = this.#together.get(keys);
    const rows = known ?? keys.map((key) => this.#dirtied(key));
    if (!known) this.#remember(keys, rows);
    for (const row of rows) row.position = position;
    return rows;
  }

  /** The row is now this one, whatever it was. */
  replace(key: string, row: Row | null, position: number): void {
    this.#together.clear();
    this.#dirty.set(key, { open: this.projection.open(row), position });
  }

  flush(onFailure: (position: number, error: unknown) => void): void {
    this.sql.write(this.#written(), onFailure);
  }

  *#written(): Generator<WrittenRow<Row>> {
    for (const [key, { open, position }] of this.#dirty) {
      // Which event was the last to change a sum is not kept: events that were trimmed would be among them.
      yield { key, row: open.toRow(), position: 0, madeBy: position };
    }
  }

  settle(): void {
    for (const [key, { open }] of this.#dirty) this.#settled.set(key, open);
    this.#forget();
  }

  discard(): void {
    this.#forget();
    this.#settled.clear();
  }

  #dirtied(key: string): DirtyRow<Row, Part> {
    const known = this.#dirty.get(key);
    if (known) return known;
    const dirty = { open: this.look(key), position: 0 };
    this.#dirty.set(key, dirty);
    return dirty;
  }

  #remember(keys: readonly string[], rows: readonly DirtyRow<Row, Part>[]): void {
    if (this.#together.size >= KEYS_KEPT) this.#together.clear();
    this.#together.set(keys, rows);
  }

  #forget(): void {
    this.#dirty.clear();
    this.#together.clear();
  }
}
