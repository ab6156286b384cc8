import { quoted } from './json-text';

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
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return textOfArray(value);
  return 'toJSON' in value ? JSON.stringify(value) : textOfObject(value as Readonly<Record<string, unknown>>);
}

function textOfArray(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${textOf(value) ?? 'null'}`;
  return `[${text}]`;
}

function textOfObject(object: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const member = textOf(object[key]);
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${member}`;
  }
  return `{${text}}`;
}
