/** What is to come, soonest first; of two at one moment the one that was put in first. A binary heap. */
export class Agenda<T> {
  readonly #heap: { readonly atMs: number; readonly serial: number; readonly item: T }[] = [];
  #serial = 0;

  /** When the next one is; infinite when there is none. */
  get nextMs(): number {
    return this.#heap[0]?.atMs ?? Infinity;
  }

  put(atMs: number, item: T): void {
    const entry = { atMs, serial: (this.#serial += 1), item };
    let at = this.#heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(at, above)) break;
      this.#swap(at, above);
      at = above;
    }
  }

  take(): T | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || first === last) return first?.item;
    this.#heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const below = right < this.#heap.length && this.#isBefore(right, left) ? right : left;
      if (below >= this.#heap.length || !this.#isBefore(below, at)) return first.item;
      this.#swap(at, below);
      at = below;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return false;
    return first.atMs < second.atMs || (first.atMs === second.atMs && first.serial < second.serial);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }
}
