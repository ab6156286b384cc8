/**
 * What follows from a value that never changes, for the two values that were asked about last: whoever asks asks about
 * the same one several times in a row, or about one and the one before it. A WeakMap would remember more, but each of
 * its entries makes every garbage collection longer, and that took a fifth of the time of a rebuild.
 */
export class Lately<K extends object, T> {
  #newest: readonly [key: K, value: T] | null = null;
  #older: readonly [key: K, value: T] | null = null;

  /** `isSame`: whether the same follows from both of two values, as far as that is seen at a glance. */
  of(key: K, make: (key: K) => T, isSame?: (known: K, key: K) => boolean): T {
    const newest = this.#newest;
    if (newest?.[0] === key) return newest[1];
    if (this.#older?.[0] === key) return this.#older[1];
    const value = newest && isSame?.(newest[0], key) ? newest[1] : make(key);
    this.#older = newest;
    this.#newest = [key, value];
    return value;
  }
}
