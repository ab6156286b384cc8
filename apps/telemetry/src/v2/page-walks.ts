/** Ends of pages that are remembered at most. */
const MOST = 1_000;

/**
 * Which places below the highest trimmed position a page may go on from. Events of calls that are kept may stand down
 * there, so that who reads the log from the beginning comes through: the ends of its pages are remembered until more is
 * trimmed. Who brings another place from down there may have missed something. One walk for all readers: after a new
 * start of the service it begins again.
 */
export class PageWalks {
  #trimmedUpTo = 0;
  readonly #ends = new Set<number>();

  /** Is everything there that comes after this place? 0 is the oldest that is kept. */
  goesOnFrom(after: number, trimmedUpTo: number): boolean {
    if (after === 0 || after >= trimmedUpTo) return true;
    return this.#trimmedUpTo === trimmedUpTo && this.#ends.has(after);
  }

  /** A page ended here; `trimmedUpTo` as it was before the page was read. */
  endedAt(position: number, trimmedUpTo: number): void {
    if (position >= trimmedUpTo || trimmedUpTo < this.#trimmedUpTo) return;
    if (trimmedUpTo > this.#trimmedUpTo) this.#ends.clear();
    this.#trimmedUpTo = trimmedUpTo;
    this.#ends.delete(position);
    this.#ends.add(position);
    const [oldest] = this.#ends;
    if (this.#ends.size > MOST && oldest !== undefined) this.#ends.delete(oldest);
  }
}
