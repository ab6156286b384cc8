interface Pace<T> {
  readonly everyMs: number;
  /** Nobody sees the page: what changed is read when somebody does. */
  readonly hidden: () => boolean;
  readonly onanswer: (answer: T) => void;
}

/**
 * One read at a time, of what is wanted now; the answer to what was wanted before is dropped. What is wanted anew is
 * read at once, what only changed at the service at most every `everyMs`.
 */
export class PacedRead<T> {
  #key: string | null = null;
  #ask: ((signal: AbortSignal) => Promise<T>) | null = null;
  #running: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #readAt = -Infinity;
  #changed = false;

  constructor(private readonly pace: Pace<T>) {}

  /** `key`: names what `ask` asks for. */
  want(key: string, ask: (signal: AbortSignal) => Promise<T>): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#ask = ask;
    this.again();
  }

  /** The service may answer something else than last time. */
  changed(): void {
    this.#changed = true;
    this.wake();
  }

  /** The page can be seen again. */
  wake(): void {
    if (!this.#changed || this.#running || this.#timer !== undefined) return;
    const wait = Math.max(0, this.#readAt + this.pace.everyMs - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.pace.hidden()) this.again();
    }, wait);
  }

  /** Reads now. */
  again(): void {
    const ask = this.#ask;
    if (!ask) return;
    this.stop();
    this.#changed = false;
    this.#readAt = Date.now();
    const mine = new AbortController();
    this.#running = mine;
    void ask(mine.signal).then((answer) => {
      if (this.#running !== mine) return;
      this.#running = null;
      this.pace.onanswer(answer);
      this.wake();
    });
  }

  stop(): void {
    this.#running?.abort();
    this.#running = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
