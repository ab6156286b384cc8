import { type Counts, slotOf } from './open-counts';

/** A change of counts: what is added under which name (as its slot, see open-counts.ts), never 0. */
export type CountChange = readonly (readonly [slot: number, by: number])[];

/** Sums that can pass 2^53 (money in nano-USD, time in µs) are held as two counts: billions, and what is left. */
export const BILLION = 1_000_000_000;
export const BILLIONS = '*1e9';

/** Puts an amount of any size under a name; it must be a whole number. */
export function putAmount(counts: Map<string, number>, name: string, amount: number | bigint): void {
  const [billions, rest] =
    typeof amount === 'number'
      ? [Math.floor(amount / BILLION), amount % BILLION]
      : [Number(amount / BigInt(BILLION)), Number(amount % BigInt(BILLION))];
  if (billions !== 0) counts.set(`${name}${BILLIONS}`, billions);
  if (rest !== 0) counts.set(name, rest);
}

/** The amount under a name, exactly. */
export function amountOf(counts: Counts, name: string): bigint {
  return BigInt(counts[`${name}${BILLIONS}`] ?? 0) * BigInt(BILLION) + BigInt(counts[name] ?? 0);
}

/** What makes `after` of `before`; either can be null, which counts nothing. */
export function changeOf(
  before: ReadonlyMap<string, number> | null,
  after: ReadonlyMap<string, number> | null,
): CountChange {
  const change: [slot: number, by: number][] = [];
  if (after) {
    for (const [name, n] of after) {
      const by = n - (before?.get(name) ?? 0);
      if (by !== 0) change.push([slotOf(name), by]);
    }
  }
  if (before) for (const [name, n] of before) if (!after?.has(name)) change.push([slotOf(name), -n]);
  return change;
}

/** The counts under `<family>:<word>`, by word. */
export function wordsOf(counts: Counts, family: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const prefix = `${family}:`;
  for (const [name, n] of Object.entries(counts)) {
    if (name.startsWith(prefix)) words.set(name.slice(prefix.length), n);
  }
  return words;
}

export function sumOf(words: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const n of words.values()) sum += n;
  return sum;
}
