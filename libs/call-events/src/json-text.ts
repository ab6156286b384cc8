import { type KeyOrder, keyOrderOf } from './key-order';
import { numberText } from './number-text';
import { quoted } from './quoted';

/** As JSON.stringify, quicker for the texts, numbers and flat objects that events are made of. */
export function jsonText(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return numberText(value);
  return (isPlain(value) ? textOfFlat(value) : null) ?? JSON.stringify(value);
}

/** A list, a date and the like are left to JSON.stringify. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Null when there is more in it than texts and numbers. */
function textOfFlat(object: Readonly<Record<string, unknown>>): string | null {
  const { told, toldHeads } = keyOrderOf(Object.keys(object));
  let text = '';
  for (let at = 0; at < told.length; at++) {
    const value = object[told[at] as string];
    if (typeof value === 'string') text += (toldHeads[at] as string) + quoted(value);
    else if (typeof value === 'number') text += (toldHeads[at] as string) + numberText(value);
    else return null;
  }
  return text === '' ? '{}' : text + '}';
}

/** An object as JSON, with these of its keys only. */
export function membersText(object: Readonly<Record<string, unknown>>, { told, toldHeads }: KeyOrder): string {
  let text = '';
  for (let at = 0; at < told.length; at++) {
    const member = jsonText(object[told[at] as string]);
    if (member === undefined) return membersText(object, withText(object, told));
    text += (toldHeads[at] as string) + member;
  }
  return text === '' ? '{}' : text + '}';
}

/** JSON leaves out what it knows no text for. */
function withText(object: Readonly<Record<string, unknown>>, keys: readonly string[]): KeyOrder {
  return keyOrderOf(keys.filter((key) => jsonText(object[key]) !== undefined));
}
