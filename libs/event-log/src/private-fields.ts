import { type CallEvent, type KeyOrder, keyOrderOf, membersText, specOf } from '@callscope/call-events';

/** `data` of an event as two JSON objects: what stays, and what tells of a person and can be erased. */
export interface SplitData {
  readonly kept: string;
  /** Null when nothing of it does. */
  readonly personal: string | null;
}

/**
 * A field that nobody knows counts as personal, and so does one that holds what nobody knows: it could say anything. Put
 * together as text, since every event comes by here, and objects to be written out would have to be made first.
 */
export function splitPersonal(event: CallEvent): SplitData {
  const data = event.data as Readonly<Record<string, unknown>>;
  const order = keyOrderOf(Object.keys(data));
  const spec = specOf(event.type);
  const isKnown = !spec || spec.knownOnly(data) === data;
  const { kept, personal } = isKnown ? partsOf(spec, order) : split(spec, order, data);
  const text = membersText(data, personal);
  return { kept: membersText(data, kept), personal: text === '{}' ? null : text };
}

/** Which keys stay and which do not. */
interface Parts {
  readonly kept: KeyOrder;
  readonly personal: KeyOrder;
}

type Spec = ReturnType<typeof specOf>;

/** By the spec of the event, and gone with the order of keys that it is of. */
const known = new Map<Spec, WeakMap<KeyOrder, Parts>>();

function partsOf(spec: Spec, order: KeyOrder): Parts {
  let ofSpec = known.get(spec);
  if (!ofSpec) known.set(spec, (ofSpec = new WeakMap()));
  let parts = ofSpec.get(order);
  if (!parts) ofSpec.set(order, (parts = split(spec, order)));
  return parts;
}

function split(spec: Spec, { told }: KeyOrder, data: Readonly<Record<string, unknown>> = {}): Parts {
  const isKept = (key: string): boolean => spec?.isKept(key, data[key]) ?? false;
  return { kept: keyOrderOf(told.filter(isKept)), personal: keyOrderOf(told.filter((key) => !isKept(key))) };
}
