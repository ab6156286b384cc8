/** Whole numbers by name, all of them additive. A name that counts nothing is absent, so equal counts are equal JSON. */
export type Counts = Readonly<Record<string, number>>;

/** A change of counts: names with what is added, never 0. */
export type CountChange = readonly (readonly [name: string, by: number])[];

/** Sums that can pass 2^53 (money in nano-USD, time in µs) are held as two counts: billions, and what is left. */
const BILLION = 1_000_000_000;
const BILLIONS = '*1e9';

const NAMES = new Map<string, string>();

/** One and the same text for equal names: each is then held against those of many cells by identity. */
export function named(name: string): string {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  NAMES.set(name, name);
  return name;
}

/** Puts an amount of any size under a name; it must be a whole number. */
export function putAmount(counts: Map<string, number>, name: string, amount: number | bigint): void {
  const [billions, rest] =
    typeof amount === 'number'
      ? [Math.floor(amount / BILLION), amount % BILLION]
      : [Number(amount / BigInt(BILLION)), Number(amount % BigInt(BILLION))];
  if (billions !== 0) counts.set(named(`${name}${BILLIONS}`), billions);
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
  const change: [string, number][] = [];
  if (after) {
    for (const [name, n] of after) {
      const by = n - (before?.get(name) ?? 0);
      if (by !== 0) change.push([name, by]);
    }
  }
  if (before) for (const [name, n] of before) if (!after?.has(name)) change.push([name, -n]);
  return change;
}

export function addTo(counts: Map<string, number>, name: string, by: number): void {
  const next = (counts.get(name) ?? 0) + by;
  if (next === 0) counts.delete(name);
  else counts.set(name, next);
}

/** In one order whatever came first: equal counts are then equal text. */
export function settledCounts(counts: ReadonlyMap<string, number>): Counts {
  const settled: Record<string, number> = {};
  for (const name of [...counts.keys()].sort()) settled[name] = counts.get(name) ?? 0;
  return settled;
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
