import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What an interrupted run leaves to the next one. */
export interface KeptPlace<Place> {
  readonly place: Place;
  /** What the source was known by up to that place. */
  readonly mark: string;
  /** How many lines were refused by then. */
  readonly refused: number;
  /** Epoch ms. */
  readonly saved_at: number;
}

/**
 * A small file in the user's state folder that holds how far an import has come, and nothing of what it read. Of each
 * kind, source and event log there is one: into another log all goes anew.
 */
export class PlaceFile<Place> {
  readonly #file: string;

  constructor(key: { readonly kind: string; readonly path: string; readonly log: string }, folder = stateFolder()) {
    const name = hash('sha256', JSON.stringify([key.kind, key.path, key.log]), 'hex').slice(0, 24);
    this.#file = join(folder, `import-${name}.json`);
  }

  /** Null when there is none, or none that can be read. */
  read(): KeptPlace<Place> | null {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as KeptPlace<Place>;
    } catch {
      return null;
    }
  }

  /** @throws Error of the file system. */
  keep(kept: KeptPlace<Place>): void {
    mkdirSync(join(this.#file, '..'), { recursive: true, mode: 0o700 });
    // Whole or not at all: whoever is killed here leaves the place before.
    writeFileSync(`${this.#file}.next`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${this.#file}.next`, this.#file);
  }

  remove(): void {
    rmSync(this.#file, { force: true });
    rmSync(`${this.#file}.next`, { force: true });
  }
}

function stateFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment['XDG_STATE_HOME'] ?? environment['LOCALAPPDATA'] ?? join(homedir(), '.local', 'state');
  return join(base, 'callscope');
}
