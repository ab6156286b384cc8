import { type CallEvent, type KeyOrder, keyOrderOf, membersText, specOf } from '@callscope/call-events';

/** `data` of an event as two JSON objects: what stays, and what tells of a person and can be erased. */
export interface SplitData {
  readonly kept: string;
  /** Null when nothing of it does. */
  readonly personal: string | null;
}

/**
 * A field that nobody knows counts as personal: it could say anything. Put together as text, since every event comes by
 * here, and objects to be written out would have to be made first.
 */
export function splitPersonal(event: CallEvent): SplitData {
  const data = event.data as Readonly<Record<string, unknown>>;
  const { kept, personal } = partsOf(event.type, keyOrderOf(Object.keys(data)));
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

function partsOf(type: string, order: KeyOrder): Parts {
  const spec = specOf(type);
  let ofSpec = known.get(spec);
  if (!ofSpec) known.set(spec, (ofSpec = new WeakMap()));
  let parts = ofSpec.get(order);
  if (!parts) ofSpec.set(order, (parts = split(spec, order)));
  return parts;
}

function split(spec: Spec, { told }: KeyOrder): Parts {
  const isKept = (key: string): boolean => spec?.isKept(key) ?? false;
  return { kept: keyOrderOf(told.filter(isKept)), personal: keyOrderOf(told.filter((key) => !isKept(key))) };
}
