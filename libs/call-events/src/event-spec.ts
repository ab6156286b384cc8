import type { EventEnvelope } from './envelope';
import { objectOf, type Fields } from './guard/fields';
import { holdsUnknown, knownOf, type Members } from './guard/members';
import type { Rule } from './guard/rule';
import { turnNumber } from './guard/shared-fields';
import { assertUnbroken, type Upcasters } from './versions/upcaster';

type AnyEnvelope = EventEnvelope<string, object, number>;
type Data = Readonly<Record<string, unknown>>;

/** What is known of one type of event beside its shape. */
export interface EventSpec<E extends AnyEnvelope> {
  readonly type: E['type'];
  /** The version of `data` that is written; 1 when it never changed. */
  readonly v?: E['v'];
  /** What makes the current form of events that were stored in an older version. */
  readonly upcasters?: Upcasters;
  /** Fields of `data` that tell of a person: kept apart in the log, masked at the door, erased on demand. */
  readonly personal: readonly (keyof E['data'] & string)[];
  /** Set where nobody knows what `data` says: no field of it is known, not even the turn. */
  readonly opaque?: true;
  /** The rule of every field of `data`; that of `turn` need not be named. */
  readonly fields: Fields;
  /** A valid event, for tests and documents. */
  readonly example: () => E;
}

/** A spec with what follows from it. */
export interface DefinedEvent<E extends AnyEnvelope> extends EventSpec<E> {
  readonly v: E['v'];
  readonly upcasters: Upcasters;
  /** Is this `data` of the type? Paths of flaws begin with `data`. */
  readonly guard: Rule;
  /**
   * A field that is not personal by name: it is known, and says nothing of a person. With its value: nor is there
   * anything in it that nobody knows.
   */
  isKept(field: string, value?: unknown): boolean;
  /**
   * `data` without what nobody knows in those of its fields that are objects of known members; fields that nobody knows
   * stay, since they are personal as a whole. The same `data` when there is nothing to leave out.
   */
  knownOnly(data: object): object;
}

/** Keeps a spec next to the type it describes, and the two in step. */
export function defineEvent<E extends AnyEnvelope>(spec: EventSpec<E>): DefinedEvent<E> {
  const fields = spec.opaque ? spec.fields : withTurn(spec.fields);
  const known = new Set([...Object.keys(fields.required ?? {}), ...Object.keys(fields.optional ?? {})]);
  for (const field of spec.personal) known.delete(field);
  const versioned = { v: spec.v ?? 1, upcasters: spec.upcasters ?? {} };
  assertUnbroken(spec.type, versioned);
  const guard = objectOf(fields);
  const objects = [...guard.members].filter((member): member is [string, Members] => member[1] !== null);
  return {
    ...spec,
    ...versioned,
    fields,
    guard,
    isKept: (field, value) => known.has(field) && !holdsUnknown(value, guard.members.get(field) ?? null),
    knownOnly: (data) => knownOnly(data as Data, objects),
  };
}

/** Copies only where there is something to leave out. */
function knownOnly(data: Data, objects: readonly (readonly [field: string, Members])[]): Data {
  let copy: Record<string, unknown> | null = null;
  for (const [field, members] of objects) {
    if (!holdsUnknown(data[field], members)) continue;
    copy ??= { ...data };
    const known = knownOf(data[field], members);
    if (known === undefined) Reflect.deleteProperty(copy, field);
    else copy[field] = known;
  }
  return copy ?? data;
}

/** Any event may tell its turn in the envelope, and it is stored in `data`: a number that says nothing of a person. */
function withTurn({ required = {}, optional = {} }: Fields): Fields {
  return 'turn' in required ? { required, optional } : { required, optional: { turn: turnNumber, ...optional } };
}
