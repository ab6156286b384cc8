/** The hottest rows, up to a number: what was touched longest ago is forgotten first. */
export class RowCache<Row> {
  readonly #rows = new Map<string, Row>();

  constructor(private readonly capacity: number) {}

  /** `undefined`: not known here. */
  get(key: string): Row | undefined {
    const row = this.#rows.get(key);
    if (row === undefined) return undefined;
    this.#rows.delete(key);
    this.#rows.set(key, row);
    return row;
  }

  set(key: string, row: Row): void {
    this.#rows.delete(key);
    this.#rows.set(key, row);
    if (this.#rows.size <= this.capacity) return;
    const oldest = this.#rows.keys().next();
    if (!oldest.done) this.#rows.delete(oldest.value);
  }

  clear(): void {
    this.#rows.clear();
  }
}
