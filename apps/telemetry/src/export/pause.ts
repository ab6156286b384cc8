import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long others wait for us at most. */
const LONGEST_MS = 5;

/** Long work on the main thread in short pieces: whoever asks meanwhile is answered between two of them. */
export class Pause {
  #since = performance.now();

  get isDue(): boolean {
    return performance.now() - this.#since >= LONGEST_MS;
  }

  /** Lets others go first. */
  async take(): Promise<void> {
    await nextTurn();
    this.#since = performance.now();
  }
}
