import { BILLION, BILLIONS } from './counts';
import { type OpenCounts, slotOf } from './open-counts';

/** Where the counts of some names stand, worked out once: an answer reads a few thousand of them. */
export type CountSlots = readonly number[];

export function slotsOf(names: readonly string[]): CountSlots {
  return names.map(slotOf);
}

/** Where amounts of any size stand (counts.ts). */
export interface AmountSlots {
  readonly rest: CountSlots;
  readonly billions: CountSlots;
}

export function amountSlots(names: readonly string[]): AmountSlots {
  return { rest: slotsOf(names), billions: slotsOf(names.map((name) => `${name}${BILLIONS}`)) };
}

/** The amounts added up, exactly: a number while that holds them. */
export function amountIn(counts: OpenCounts, { rest, billions }: AmountSlots): number | bigint {
  const [left, many] = [counts.sumOf(rest), counts.sumOf(billions)];
  const amount = many * BILLION + left;
  const isExact = Number.isSafeInteger(many * BILLION) && Number.isSafeInteger(amount);
  return isExact ? amount : BigInt(many) * BigInt(BILLION) + BigInt(left);
}
