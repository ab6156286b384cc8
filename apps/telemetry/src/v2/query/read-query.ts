import { DoorError } from '../../door/http-problem';

export type Query = Readonly<Record<string, unknown>>;

/** A query that cannot be understood is refused, never ignored: an ignored filter shows too much. */
export function invalidQuery(name: string, rule: string): DoorError {
  return new DoorError({ status: 400, code: 'invalid_query', message: `${name} ${rule}`, field: name });
}

/** One text, or undefined when it is absent. */
export function textOf(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalidQuery(name, 'must be given once');
  if (value.includes('\0')) throw invalidQuery(name, 'must not contain NUL');
  return value;
}

export function integerOf(query: Query, name: string, initial: number, least: number, most: number): number {
  const text = textOf(query, name);
  if (text === undefined) return initial;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || value < least || value > most) {
    throw invalidQuery(name, `must be a whole number from ${least} to ${most}`);
  }
  return value;
}

export function oneOf<T extends string>(query: Query, name: string, words: readonly T[]): T | undefined {
  const text = textOf(query, name);
  const found = words.find((word) => word === text);
  if (text !== undefined && found === undefined) throw invalidQuery(name, `must be one of ${words.join(', ')}`);
  return found;
}

export function booleanOf(query: Query, name: string): boolean | undefined {
  const word = oneOf(query, name, ['true', 'false', '1', '0']);
  return word === undefined ? undefined : word === 'true' || word === '1';
}

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/;

/** An instant in epoch ms: a number of ms, or ISO 8601 (a bare date begins at midnight UTC). */
export function instantOf(query: Query, name: string): number | undefined {
  const text = textOf(query, name);
  if (text === undefined) return undefined;
  const ms = /^\d{1,15}$/.test(text) ? Number(text) : ISO.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw invalidQuery(name, 'must be epoch milliseconds or ISO 8601');
  return ms;
}
