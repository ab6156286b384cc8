import { isObject } from '@callscope/call-events';

type Data = Readonly<Record<string, unknown>>;

/** Fields whose members are ours too, and how many levels of them. Whatever else holds members is the producer's own. */
const LEVELS: ReadonlyMap<string, number> = new Map([
  ['latency', 1],
  ['agent', 1],
  ['providers', 2],
]);

/**
 * `data` without the fields that are null, which says that something was not measured or is not known; nor those that
 * hold nothing else.
 */
export function withoutNulls(data: Data): Data {
  return stripped(data, (key) => LEVELS.get(key) ?? 0);
}

/** Copies only where there is something to leave out. */
function stripped(object: Data, levelsBelow: (key: string) => number): Data {
  let copy: Record<string, unknown> | null = null;
  for (const key in object) {
    const value = object[key];
    if (value !== null && (typeof value !== 'object' || !isObject(value))) continue;
    const kept = value === null ? null : told(value, levelsBelow(key));
    if (kept === value && kept !== null) continue;
    copy ??= { ...object };
    if (kept === null) Reflect.deleteProperty(copy, key);
    else copy[key] = kept;
  }
  return copy ?? object;
}

/** What is left of an object without its nulls; null when that is nothing. */
function told(object: Data, levels: number): Data | null {
  if (levels === 0) return object;
  const kept = stripped(object, () => levels - 1);
  for (const _key in kept) return kept;
  return null;
}
