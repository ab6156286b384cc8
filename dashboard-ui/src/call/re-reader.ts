/** Between two reads of one call, however much happens in it. */
export const READ_GAP_MS = 500;

/**
 * Reads again whenever something newer is wanted. Never more than one read is under way, and between two there is a
 * gap; what changes meanwhile is read at once afterwards, in one go.
 */
export class ReReader {
  #wanted: number | null = null;
  #read: number | null = null;
  #busy = false;
  #gap: ReturnType<typeof setTimeout> | undefined;
  #stopped = new AbortController();

  constructor(private readonly read: (signal: AbortSignal) => Promise<void>) {}

  /** `version`: any number that is another one whenever there is something new. */
  want(version: number): void {
    this.#wanted = version;
    this.#next();
  }

  /** Now, though nothing newer is known: the last read failed, or the reader changed something. */
  again(): void {
    this.#read = null;
    this.#next();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#gap);
  }

  #next(): void {
    if (this.#busy || this.#stopped.signal.aborted || this.#wanted === this.#read) return;
    this.#busy = true;
    this.#read = this.#wanted;
    void this.read(this.#stopped.signal).finally(() => {
      this.#gap = setTimeout(() => {
        this.#busy = false;
        this.#next();
      }, READ_GAP_MS);
    });
  }
}
