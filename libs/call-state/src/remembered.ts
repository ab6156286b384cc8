/**
 * What follows from a value that never changes is worked out once: many ask for it, and most events of a call leave
 * most of its state as the very same objects.
 */
export function remembered<K extends object, T>(known: WeakMap<K, T>, key: K, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
