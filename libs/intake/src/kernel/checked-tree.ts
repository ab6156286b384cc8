import { TreePath } from './checked-tree-path';
import { RefusedInputError, type Refusal } from './refusal';

/** Deeper JSON parses, but overflows the stack of whoever writes it out again. */
const MAX_DEPTH = 64;

/** No source has so many in one object; copying one key by key takes a time that grows with their square. */
const MAX_KEYS = 2_000;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Place {
  readonly value: object;
  readonly depth: number;
  readonly path: TreePath;
}

/**
 * Refuses what no part of the house should meet in parsed JSON: nesting beyond 64, objects of more than 2 000 keys, keys
 * that reach into prototypes, and numbers that a double cannot hold (JSON's 1e400 becomes Infinity, and then null).
 * @throws RefusedInputError
 */
export function checkedTree(root: object): void {
  const refusal = treeRefusal(root);
  if (refusal) throw new RefusedInputError(refusal.code, refusal.message, refusal.field);
}

/** What `checkedTree` has against this JSON; null when it is sound. On the hot path: allocates nothing then. */
export function treeRefusal(root: object): Refusal | null {
  return isSound(root, 1) ? null : firstFault(root);
}

/** The recursion ends at the depth that is refused. */
function isSound(value: object, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((child) => isSoundChild(child, depth));
  let keys = 0;
  for (const key in value) {
    if (++keys > MAX_KEYS) return false;
    if (isForbidden(key) || !isSoundChild((value as Record<string, unknown>)[key], depth)) return false;
  }
  return true;
}

/** Told by its length nearly always, without a look at what it says. */
function isForbidden(key: string): boolean {
  return (key.length === 9 || key.length === 11) && FORBIDDEN_KEYS.has(key);
}

function isSoundChild(child: unknown, depth: number): boolean {
  if (typeof child === 'number') return Number.isFinite(child);
  return child === null || typeof child !== 'object' || isSound(child, depth + 1);
}

/** The slow way, with paths, for what is known to have a fault. */
function firstFault(root: object): Refusal | null {
  const open: Place[] = [{ value: root, depth: 1, path: TreePath.root }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, depth, path } = place;
    if (depth > MAX_DEPTH) return { code: 'too_deep', message: `nesting goes deeper than ${MAX_DEPTH} levels` };
    const isArray = Array.isArray(value);
    if (!isArray && Object.keys(value).length > MAX_KEYS) {
      return { code: 'invalid_field', message: `${path.subject} has more than ${MAX_KEYS} keys`, ...path.field };
    }
    for (const [key, child] of Object.entries(value) as [string, unknown][]) {
      if (!isArray && FORBIDDEN_KEYS.has(key)) {
        return { code: 'forbidden_key', message: `the key ${key} is not allowed`, ...path.of(key, isArray).field };
      }
      if (typeof child === 'number' && !Number.isFinite(child)) {
        const { subject, field } = path.of(key, isArray);
        return { code: 'invalid_field', message: `${subject} is a number out of range`, ...field };
      }
      if (child !== null && typeof child === 'object') {
        open.push({ value: child, depth: depth + 1, path: path.of(key, isArray) });
      }
    }
  }
  return null;
}
