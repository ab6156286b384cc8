const AFTER_CHANGE_MS = 1_000;
/** The figures of a window are kept by the minute: so often one goes out of it. */
const WINDOWS_MOVE_MS = 60_000;

/**
 * When the figures are told: soon after a change, once a second at most; and while nothing changes once a minute, since
 * what happened grows too old for its window.
 */
export class FiguresClock {
  #soon: NodeJS.Timeout | null = null;
  #minutes: NodeJS.Timeout | null = null;
  #hasChanged = false;

  /** @param tell told whether anything has changed but the time. It throws nothing. */
  constructor(private readonly tell: (hasChanged: boolean) => void) {}

  /** Somebody reads. */
  start(): void {
    this.#minutes ??= setInterval(this.#ask, WINDOWS_MOVE_MS).unref();
  }

  changed(): void {
    this.#hasChanged = true;
    this.#ask();
  }

  /** Nobody reads any more. */
  stop(): void {
    if (this.#minutes) clearInterval(this.#minutes);
    if (this.#soon) clearTimeout(this.#soon);
    this.#minutes = this.#soon = null;
    this.#hasChanged = false;
  }

  readonly #ask = (): void => {
    this.#soon ??= setTimeout(() => {
      const hasChanged = this.#hasChanged;
      this.#soon = null;
      this.#hasChanged = false;
      this.tell(hasChanged);
    }, AFTER_CHANGE_MS);
  };
}
