import type { Baseline, BaselineChange } from '../trimming';

/** The baseline of a log in memory. */
export class MemoryBaseline {
  readonly #rows = new Map<string, string>();
  #version = 0;
  #trimmedUpTo = 0;

  read(): Baseline {
    return { version: this.#version, trimmedUpTo: this.#trimmedUpTo, rows: new Map(this.#rows) };
  }

  /** @param trimmed the positions that leave with it. */
  change({ set, remove = [] }: BaselineChange, trimmed: readonly number[]): void {
    if (trimmed.length === 0 && set.length === 0 && remove.length === 0) return;
    for (const key of remove) this.#rows.delete(key);
    for (const [key, text] of set) this.#rows.set(key, text);
    this.#version += 1;
    this.#trimmedUpTo = Math.max(this.#trimmedUpTo, trimmed.at(-1) ?? 0);
  }
}
