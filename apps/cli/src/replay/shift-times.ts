import { isJsonObject, type JsonObject } from '../json-object';
import { shiftInstant } from './shift-instant';

type Change = (value: unknown) => unknown;

/** The same body with every instant moved by one constant. Durations, order of keys and absent fields stay. */
export function shiftTimes(body: JsonObject, shiftMs: number): JsonObject {
  const instant: Change = (value) => shiftInstant(value, shiftMs);
  const timestamps = each(field('timestamp', instant));
  const changes = [
    field('started_at', instant),
    field('ended_at', instant),
    field('transcript', timestamps),
    field('metrics', field('turns', timestamps)),
  ];
  return changes.reduce<JsonObject>((changed, change) => change(changed), body);
}

function field(key: string, change: Change): <T>(holder: T) => T {
  return (holder) =>
    isJsonObject(holder) && Object.hasOwn(holder, key) ? { ...holder, [key]: change(holder[key]) } : holder;
}

function each(change: Change): Change {
  return (list) => (Array.isArray(list) ? list.map(change) : list);
}
