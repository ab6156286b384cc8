import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { Gaps, rangesOf } from './gaps';

const positions = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((drawn) => drawn.sort((a, b) => a - b));

describe('Gaps', () => {
  it('is the very next position while there are none', () => {
    expect(new Gaps([]).next(7)).toBe(8);
  });

  it.each([
    [1, 2],
    [2, 6],
    [3, 6],
    [5, 6],
    [6, 7],
    [8, 15],
    [14, 15],
    [15, 16],
  ])('after %i comes %i, when 3 to 5, 9 to 10 and 11 to 14 are empty', (position, next) => {
    const gaps = new Gaps([
      { first: 3, last: 5 },
      { first: 9, last: 10 },
      { first: 11, last: 14 },
    ]);
    expect(gaps.next(position)).toBe(next);
  });

  it('passes over every empty position and over no other', () => {
    fc.assert(
      fc.property(positions, fc.integer({ min: 0, max: 62 }), (empty, after) => {
        let next = after + 1;
        while (empty.includes(next)) next += 1;
        expect(new Gaps(rangesOf(empty)).next(after)).toBe(next);
      }),
      RUNS,
    );
  });
});

describe('rangesOf', () => {
  it('makes the fewest ranges', () => {
    expect(rangesOf([1, 2, 3, 7, 9, 10])).toEqual([
      { first: 1, last: 3 },
      { first: 7, last: 7 },
      { first: 9, last: 10 },
    ]);
  });
});
