import type { EventEnvelope } from './envelope';

/** What is known of one type of event beside its shape: which fields are personal, and a valid example. */
export interface EventSpec<E extends EventEnvelope<string, object>> {
  readonly type: E['type'];
  /** Fields of `data` that tell of a person: kept apart in the log, masked at the door, erased on demand. */
  readonly personal: readonly (keyof E['data'] & string)[];
  /** A valid event, for tests and documents. */
  readonly example: () => E;
}

/** Keeps a spec next to the type it describes, and the two in step. */
export function defineEvent<E extends EventEnvelope<string, object>>(spec: EventSpec<E>): EventSpec<E> {
  return spec;
}
