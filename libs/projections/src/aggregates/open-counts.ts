/** Whole numbers by name, all of them additive. A name that counts nothing is absent, so equal counts are equal JSON. */
export type Counts = Readonly<Record<string, number>>;

const SLOTS = new Map<string, number>();
const NAMES: string[] = [];

/**
 * A number for a name, the same as long as the process lives. Each change is counted in many cells: there a place in a
 * list is found many times quicker than a name. There are few names, since all their words are of closed lists.
 */
export function slotOf(name: string): number {
  const known = SLOTS.get(name);
  if (known !== undefined) return known;
  SLOTS.set(name, NAMES.length);
  return NAMES.push(name) - 1;
}

/** Counts that are changed in place. */
export class OpenCounts {
  /** By slot; what lies beyond the end counts nothing. */
  readonly #counts: number[] = [];

  constructor(counts: Counts = {}) {
    for (const [name, n] of Object.entries(counts)) this.add(slotOf(name), n);
  }

  add(slot: number, by: number): void {
    const counts = this.#counts;
    while (counts.length <= slot) counts.push(0);
    counts[slot] = (counts[slot] ?? 0) + by;
  }

  sumOf(slots: readonly number[]): number {
    let sum = 0;
    for (const slot of slots) sum += this.#counts[slot] ?? 0;
    return sum;
  }

  addAll(other: OpenCounts): void {
    const counts = other.#counts;
    // By number: an iterator makes a pair for each of them.
    for (let slot = 0; slot < counts.length; slot += 1) {
      const n = counts[slot] ?? 0;
      if (n !== 0) this.add(slot, n);
    }
  }

  /** In one order whatever came first, without what counts nothing: equal counts are then equal text. */
  settled(): Counts {
    const names = NAMES.filter((_name, slot) => (this.#counts[slot] ?? 0) !== 0).sort();
    const settled: Record<string, number> = {};
    for (const name of names) settled[name] = this.#counts[slotOf(name)] ?? 0;
    return settled;
  }

  get empty(): boolean {
    return this.#counts.every((n) => n === 0);
  }
}
