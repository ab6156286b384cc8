import { keyOrderOf } from './key-order';
import { numberText } from './number-text';
import { quoted } from './quoted';

/**
 * JSON with the keys of every object in code unit order and no white space, so that equal values give equal text
 * whatever the order in which their keys were told. The nesting must be bounded by the caller.
 *
 * Written out by hand, since every event is hashed by it: JSON.stringify with a function that sorts takes twice as long.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value) ?? 'null';
}

/** Undefined for what JSON knows no text for. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return textOfArray(value);
  // A member of that name may be a plain value: only a function speaks for its object.
  const object = value as Readonly<Record<string, unknown>>;
  return typeof object['toJSON'] === 'function' ? JSON.stringify(object) : textOfObject(object);
}

function textOfArray(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += (text === '' ? '[' : ',') + (textOf(value) ?? 'null');
  return text === '' ? '[]' : text + ']';
}

function textOfObject(object: Readonly<Record<string, unknown>>): string {
  const { sorted, sortedHeads } = keyOrderOf(Object.keys(object));
  let text = '';
  for (let at = 0; at < sorted.length; at++) {
    const member = textOf(object[sorted[at] as string]);
    if (member === undefined) return textOfObject(withoutTextless(object));
    text += (sortedHeads[at] as string) + member;
  }
  return text === '' ? '{}' : text + '}';
}

/** JSON leaves out what it knows no text for. */
function withoutTextless(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => textOf(value) !== undefined));
}
