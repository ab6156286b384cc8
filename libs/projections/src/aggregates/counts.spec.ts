import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { amountOf, changeOf, putAmount, sumOf, wordsOf } from './counts';
import type { Counts } from './open-counts';
import { OpenCounts, slotOf } from './open-counts';

/** From 0 to far above 2^53, by numbers and by BigInts, and those right beside a whole billion. */
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 1n << 72n }),
  fc.maxSafeNat(),
  fc.nat(3_000_000_000),
  fc
    .tuple(fc.bigInt({ min: 1n, max: 1n << 40n }), fc.bigInt({ min: -1n, max: 1n }))
    .map(([n, by]) => n * 1_000_000_000n + by),
);

const anyCounts = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 9 }))
  .map((counts) => new Map(Object.entries(counts)));

function countsOf(told: number | bigint): Map<string, number> {
  const counts = new Map<string, number>();
  putAmount(counts, 'cost', told);
  return counts;
}

describe('an amount', () => {
  it('is given back to the last unit, whatever its size', () => {
    fc.assert(
      fc.property(amount, (told) => {
        const counts = Object.fromEntries(countsOf(told));
        expect(amountOf(counts, 'cost')).toBe(BigInt(told));
        expect(amountOf(JSON.parse(JSON.stringify(counts)) as Counts, 'cost')).toBe(BigInt(told));
      }),
      RUNS,
    );
  });

  it('is held as the same counts, told as a number or as a BigInt', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (told) => {
        expect(countsOf(told)).toEqual(countsOf(BigInt(told)));
      }),
      RUNS,
    );
  });

  it('takes two counts only when it must, and none when it is 0', () => {
    expect([0, 7, 2_000_000_000, 2_000_000_007].map((told) => Object.fromEntries(countsOf(told)))).toEqual([
      {},
      { cost: 7 },
      { 'cost*1e9': 2 },
      { cost: 7, 'cost*1e9': 2 },
    ]);
  });

  it('adds up with others exactly, and comes out again exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount)), (corrected) => {
        const sum = new OpenCounts();
        const add = (before: number | bigint | null, after: number | bigint | null): void => {
          const [was, is] = [before, after].map((told) => (told === null ? null : countsOf(told)));
          for (const [slot, by] of changeOf(was!, is!)) sum.add(slot, by);
        };
        for (const [first] of corrected) add(null, first);
        for (const [first, second] of corrected) add(first, second);
        const exact = corrected.reduce((total, [, second]) => total + BigInt(second), 0n);
        expect(amountOf(sum.settled(), 'cost')).toBe(exact);
        for (const [, second] of corrected) add(second, null);
        expect([sum.settled(), sum.empty]).toEqual([{}, true]);
      }),
      RUNS,
    );
  });
});

describe('a change of counts', () => {
  it('makes the one of the other, and says nothing of what stays', () => {
    fc.assert(
      fc.property(fc.option(anyCounts), fc.option(anyCounts), (before, after) => {
        const counts = new OpenCounts(Object.fromEntries(before ?? []));
        const change = changeOf(before, after);
        for (const [slot, by] of change) counts.add(slot, by);
        expect(counts.settled()).toEqual(Object.fromEntries(after ?? []));
        const differs = (name: string): boolean => before?.get(name) !== after?.get(name);
        const names = ['a', 'b', 'c', 'd', 'e'];
        expect(new Set(change.map(([slot]) => slot))).toEqual(new Set(names.filter(differs).map(slotOf)));
      }),
      RUNS,
    );
  });
});

describe('counts', () => {
  it('are the same text, whatever came first', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const turned = new Map([...counts].reverse());
        const textOf = (some: ReadonlyMap<string, number>): string =>
          JSON.stringify(new OpenCounts(Object.fromEntries(some)).settled());
        expect(textOf(turned)).toBe(textOf(counts));
      }),
      RUNS,
    );
  });

  it('are found by family, without those whose names only begin alike', () => {
    const counts = { 'ended:busy': 2, 'ended:no_answer': 3, 'ended_late:busy': 5, 'cost:ended:llm:nano': 7, ended: 11 };
    const words = wordsOf(counts, 'ended');
    expect([...words]).toEqual([
      ['busy', 2],
      ['no_answer', 3],
    ]);
    expect([sumOf(words), sumOf(wordsOf(counts, 'active'))]).toEqual([5, 0]);
  });

  it('have one slot for equal names, and another for every other', () => {
    expect(slotOf(['a', 'b'].join(':'))).toBe(slotOf('a:b'));
    expect(slotOf('a:c')).not.toBe(slotOf('a:b'));
  });
});
