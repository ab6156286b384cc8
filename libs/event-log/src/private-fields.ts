import { type CallEvent, specOf } from '@callscope/call-events';

/** `data` of an event in two parts: what stays, and what tells of a person and can be erased. */
export interface SplitData {
  readonly kept: Record<string, unknown>;
  readonly personal: Record<string, unknown> | null;
}

/** A field that nobody knows counts as personal: it could say anything. */
export function splitPersonal(event: CallEvent): SplitData {
  const spec = specOf(event.type);
  const kept = fields();
  let personal: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(event.data)) {
    if (spec?.isKept(name)) kept[name] = value;
    else (personal ??= fields())[name] = value;
  }
  return { kept, personal };
}

/** Without prototype: a field may be called like a member of Object. */
function fields(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}
