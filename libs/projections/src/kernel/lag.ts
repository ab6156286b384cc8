/**
 * For how long something has been committed that the views do not show. One commit is watched at a time: the first
 * that is not shown yet, then the newest when that one is; so the answer is never too long, and too short by at most
 * the time that the views took for the one before.
 */
export class Lag {
  #watched: { readonly head: number; readonly since: number } | null = null;
  #newest: { readonly head: number; readonly since: number } = { head: 0, since: 0 };

  /** The log has grown to this head at this time, in ms of any steady clock. */
  grown(head: number, now: number): void {
    this.#newest = { head, since: now };
    this.#watched ??= this.#newest;
  }

  /** The views show everything up to this position. */
  shown(position: number): void {
    if (this.#watched && position >= this.#watched.head) {
      this.#watched = position >= this.#newest.head ? null : this.#newest;
    }
  }

  /** In ms; 0 when everything is shown. */
  ms(now: number): number {
    return this.#watched ? now - this.#watched.since : 0;
  }
}
