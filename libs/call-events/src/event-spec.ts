import type { EventEnvelope } from './envelope';
import { objectOf, type Fields } from './guard/fields';
import type { Rule } from './guard/rule';

/** What is known of one type of event beside its shape. */
export interface EventSpec<E extends EventEnvelope<string, object>> {
  readonly type: E['type'];
  /** Fields of `data` that tell of a person: kept apart in the log, masked at the door, erased on demand. */
  readonly personal: readonly (keyof E['data'] & string)[];
  /** The rule of every field of `data`. */
  readonly fields: Fields;
  /** A valid event, for tests and documents. */
  readonly example: () => E;
}

/** A spec with what follows from it. */
export interface DefinedEvent<E extends EventEnvelope<string, object>> extends EventSpec<E> {
  /** Is this `data` of the type? Paths of flaws begin with `data`. */
  readonly guard: Rule;
  /** A field that is not personal by name: it is known, and says nothing of a person. */
  isKept(field: string): boolean;
}

/** Keeps a spec next to the type it describes, and the two in step. */
export function defineEvent<E extends EventEnvelope<string, object>>(spec: EventSpec<E>): DefinedEvent<E> {
  const known = new Set([...Object.keys(spec.fields.required ?? {}), ...Object.keys(spec.fields.optional ?? {})]);
  for (const field of spec.personal) known.delete(field);
  return { ...spec, guard: objectOf(spec.fields), isKept: (field) => known.has(field) };
}
