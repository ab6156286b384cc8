import { type CallEvent, jsonText, quoted, specOf } from '@callscope/call-events';

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
  const spec = specOf(event.type);
  let kept = '';
  let personal = '';
  for (const [name, value] of Object.entries(event.data)) {
    const text = jsonText(value);
    if (text === undefined) continue;
    const member = `${quoted(name)}:${text}`;
    if (spec?.isKept(name)) kept = kept === '' ? member : `${kept},${member}`;
    else personal = personal === '' ? member : `${personal},${member}`;
  }
  return { kept: `{${kept}}`, personal: personal === '' ? null : `{${personal}}` };
}
