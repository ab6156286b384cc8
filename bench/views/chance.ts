/** Chance that is the same each time: a number from 0 to 1 at each call. */
export type Chance = () => number;

const STEP = 0x9e3779b9;

/** Adds a constant and mixes the bits of the sum: the same seed gives the same numbers, and seeds may be neighbours. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed + 1, STEP);
  return () => {
    state = (state + STEP) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A whole number of [from, to). */
export function wholeOf(chance: Chance, from: number, to: number): number {
  return from + Math.floor(chance() * (to - from));
}

export function oneOf<T>(chance: Chance, values: readonly [T, ...T[]]): T {
  return values[wholeOf(chance, 0, values.length)] ?? values[0];
}

/** Log-normal around a middle, as the times of machines are; in tenths. */
export function timeOf(chance: Chance, middle: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return Math.round(middle * Math.exp(0.45 * normal) * 10) / 10;
}
