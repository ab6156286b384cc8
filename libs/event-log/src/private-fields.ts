import { type CallEvent, EVENT_SPECS } from '@callscope/call-events';

/** `data` of an event in two parts: what stays, and what tells of a person and can be erased. */
export interface SplitData {
  readonly kept: Record<string, unknown>;
  readonly personal: Record<string, unknown> | null;
}

export function splitPersonal(event: CallEvent): SplitData {
  const names = EVENT_SPECS[event.type].personal;
  const kept: Record<string, unknown> = {};
  let personal: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(event.data)) {
    if (names.includes(name)) (personal ??= {})[name] = value;
    else kept[name] = value;
  }
  return { kept, personal };
}
