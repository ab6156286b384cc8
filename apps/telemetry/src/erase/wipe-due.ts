import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file that says that an erasure was begun and not brought to its end: its last bytes may still stand where SQLite has
 * moved rows about. It outlives a kill, and is empty.
 */
export class WipeDue {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(folder, 'wipe.due');
  }

  get isDue(): boolean {
    return existsSync(this.#file);
  }

  note(): void {
    writeFileSync(this.#file, '', { mode: 0o600, flush: true });
  }

  clear(): void {
    rmSync(this.#file, { force: true });
  }
}
