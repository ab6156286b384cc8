import { CALL_EVENT_TYPES, EVENT_SPECS, type NamedEvent, type NamedEventType } from '../events';
import type { Versioned } from './upcaster';

/** How far each type has come, by its name. A map, since it is asked for every event that is read. */
export type Registry = ReadonlyMap<string, Versioned>;

export const REGISTRY: Registry = new Map(CALL_EVENT_TYPES.map((type) => [type, EVENT_SPECS[type]]));

/** What a producer's own kinds of event, and whatever else has no spec, are written in. */
const ONLY_VERSION = 1;

/** The version in which events of a type are written. */
export function currentVersion<T extends NamedEventType>(type: T): Extract<NamedEvent, { type: T }>['v'];
export function currentVersion(type: string): number;
export function currentVersion(type: string): number {
  return REGISTRY.get(type)?.v ?? ONLY_VERSION;
}
