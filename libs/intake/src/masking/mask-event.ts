import { type CallEvent, isObject, specOf } from '@callscope/call-events';
import { maskJson } from './mask-json';
import { maskParty, maskPhones } from './mask-phones';
import { maskReport, wordlessReport } from './mask-report';

/** `phones` masks numbers wherever an event tells of persons; `phones+text` also leaves out what was said. */
export type Masked = 'phones' | 'phones+text';

/** What the source itself says of an event in its own terms: kept, with its numbers masked, when words are left out. */
const TERMS: ReadonlySet<string> = new Set(['raw_status', 'raw_reason', 'url']);

/** The event as it is stored and shown. Pure, and the same event when there is nothing to mask. */
export function maskEvent<E extends Pick<CallEvent, 'type' | 'data'>>(event: E, how: Masked): E {
  const data = maskData(event.type, event.data, how);
  return data === event.data ? event : { ...event, data };
}

/** Acts on the fields that tell of a person, and on those that nobody knows or that hold what nobody knows. */
function maskData(type: string, data: object, how: Masked): object {
  const spec = specOf(type);
  let copy: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(data)) {
    if (spec?.isKept(name, value)) continue;
    copy ??= { ...data };
    const masked = maskField(name, value, how);
    if (masked === undefined) Reflect.deleteProperty(copy, name);
    else copy[name] = masked;
    const plain = maskPhones(name);
    if (plain === name) continue;
    // A field of the producer's own is called by a number.
    if (masked !== undefined) copy[plain] = masked;
    Reflect.deleteProperty(copy, name);
  }
  return copy ?? data;
}

/** Undefined: left out. */
function maskField(name: string, value: unknown, how: Masked): unknown {
  if ((name === 'from' || name === 'to') && typeof value === 'string') return party(value, how);
  if (name === 'report' && isObject(value)) return how === 'phones' ? maskReport(value) : wordlessReport(value);
  return how === 'phones' || TERMS.has(name) ? maskJson(value, name) : undefined;
}

/** An address that is no number names somebody. */
function party(value: string, how: Masked): string {
  const masked = maskParty(value);
  return how === 'phones' || masked !== value || /^(\p{Nd}*|\*\*\*.*|sha256:.*)$/u.test(value) ? masked : '***';
}
