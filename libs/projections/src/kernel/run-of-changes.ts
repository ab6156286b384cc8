import type { RowChange } from './projection';

/** Changes of one row, one right after the other. */
export class RunOfChanges {
  #changes: RowChange<unknown>[] = [];

  /** Of the row; undefined while there is no change. */
  get key(): string | undefined {
    return this.#changes[0]?.key;
  }

  add(change: RowChange<unknown>): void {
    this.#changes.push(change);
  }

  /** Gives them away: none is left. */
  take(): readonly RowChange<unknown>[] {
    if (this.#changes.length === 0) return NONE;
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }
}

const NONE: readonly RowChange<unknown>[] = [];
