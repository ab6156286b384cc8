import { isObject } from '@callscope/call-events';

type Data = Readonly<Record<string, unknown>>;

/** Fields whose members are ours too, and how many levels of them. Whatever else holds members is the producer's own. */
const LEVELS: ReadonlyMap<string, number> = new Map([
  ['latency', 1],
  ['agent', 1],
  ['providers', 2],
]);

/** `data` without the fields that are null, which says that something was not measured or is not known. */
export function withoutNulls(data: Data): Data {
  return stripped(data, (key) => LEVELS.get(key) ?? 0);
}

/** Copies only where there is something to leave out. */
function stripped(object: Data, levelsBelow: (key: string) => number): Data {
  let copy: Record<string, unknown> | null = null;
  for (const key in object) {
    const value = object[key];
    if (value === null) {
      copy ??= { ...object };
      Reflect.deleteProperty(copy, key);
      continue;
    }
    if (typeof value !== 'object' || !isObject(value)) continue;
    const levels = levelsBelow(key);
    const kept = levels > 0 ? stripped(value, () => levels - 1) : value;
    if (kept !== value) (copy ??= { ...object })[key] = kept;
  }
  return copy ?? object;
}
