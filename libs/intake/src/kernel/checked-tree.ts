import { RefusedInputError } from './refusal';

/** Deeper JSON parses, but overflows the stack of whoever writes it out again. */
const MAX_DEPTH = 64;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Place {
  readonly value: object;
  readonly depth: number;
  readonly path: string;
}

/**
 * Walks parsed JSON without recursion and refuses what no part of the house should meet: nesting beyond 64, keys that
 * reach into prototypes, and numbers that a double cannot hold (JSON's 1e400 becomes Infinity, and then null).
 */
export function checkedTree(root: object): void {
  const open: Place[] = [{ value: root, depth: 1, path: '' }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, depth, path } = place;
    if (depth > MAX_DEPTH) throw new RefusedInputError('too_deep', `nesting goes deeper than ${MAX_DEPTH} levels`);
    const isArray = Array.isArray(value);
    for (const [key, child] of Object.entries(value) as [string, unknown][]) {
      if (!isArray && FORBIDDEN_KEYS.has(key)) {
        throw new RefusedInputError('forbidden_key', `the key ${key} is not allowed`, childPath(path, key, isArray));
      }
      if (typeof child === 'number' && !Number.isFinite(child)) {
        const field = childPath(path, key, isArray);
        throw new RefusedInputError('invalid_field', `${field} is a number out of range`, field);
      }
      if (child !== null && typeof child === 'object') {
        open.push({ value: child, depth: depth + 1, path: childPath(path, key, isArray) });
      }
    }
  }
}

function childPath(path: string, key: string, isArray: boolean): string {
  if (isArray) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
