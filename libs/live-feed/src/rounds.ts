/** The longest that streams wait for the next round, in ms. */
export const MAX_REST_MS = 10;

/**
 * When readers are told: right after what the event loop is at, all at once that has happened until then; and not again
 * before as long has passed as telling them took. However many read, those who bring events get half of the time, and
 * the busier it is, the more goes out in one write.
 */
export class Rounds {
  readonly #steps = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #immediate: NodeJS.Immediate | null = null;
  #restUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** `step` is done in the next round, once, however often it is asked for. It throws nothing. */
  ask(step: () => void): void {
    this.#steps.add(step);
    if (this.#timer ?? this.#immediate) return;
    const rest = this.#restUntil - this.now();
    // A timer is late by up to a millisecond.
    if (rest >= 1) this.#timer = setTimeout(this.#run, rest);
    else this.#immediate = setImmediate(this.#run);
  }

  leaveOut(step: () => void): void {
    this.#steps.delete(step);
    if (this.#steps.size === 0) this.#cancel();
  }

  /** The next round now, if there is to be one. */
  finish(): void {
    if (this.#steps.size > 0) this.#run();
  }

  readonly #run = (): void => {
    this.#cancel();
    const began = this.now();
    const steps = [...this.#steps];
    this.#steps.clear();
    for (const step of steps) step();
    const ended = this.now();
    this.#restUntil = ended + Math.min(ended - began, MAX_REST_MS);
  };

  #cancel(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#immediate) clearImmediate(this.#immediate);
    this.#timer = this.#immediate = null;
  }
}
