import { quoted } from './quoted';

/** The keys of one kind of object, and what JSON writes before their values: `{"first":`, then `,"next":`. */
export interface KeyOrder {
  /** In the order in which the objects have them. */
  readonly told: readonly string[];
  readonly toldHeads: readonly string[];
  /** In code unit order. */
  readonly sorted: readonly string[];
  readonly sortedHeads: readonly string[];
}

/** Objects with more are some producer's own, and seldom alike. */
const MOST_KEYS = 32;
const MOST_CHARACTERS = 512;
const MOST_ALIKE = 16;
const MOST_FIRST_KEYS = 256;

/** By the first key: few kinds of object share it. */
const known = new Map<string, KeyOrder[]>();

/** Objects of one kind have the same keys in the same order, time and again: these are sorted and quoted once. */
export function keyOrderOf(keys: readonly string[]): KeyOrder {
  const [first = ''] = keys;
  const alike = known.get(first);
  if (alike) for (const order of alike) if (areSame(order.told, keys)) return order;
  const order = keyOrder(keys);
  if (keys.length <= MOST_KEYS && keys.join('').length <= MOST_CHARACTERS) remember(first, order);
  return order;
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}

function keyOrder(told: readonly string[]): KeyOrder {
  const sorted = [...told].sort();
  return { told, toldHeads: headsOf(told), sorted, sortedHeads: headsOf(sorted) };
}

function headsOf(keys: readonly string[]): readonly string[] {
  return keys.map((key, at) => (at === 0 ? '{' : ',') + quoted(key) + ':');
}

/** Bounded: keys may be anything that somebody sends. */
function remember(first: string, order: KeyOrder): void {
  const alike = known.get(first);
  if (alike && alike.length < MOST_ALIKE) alike.push(order);
  else {
    if (known.size >= MOST_FIRST_KEYS) known.clear();
    known.set(first, [order]);
  }
}
