import fc from 'fast-check';
import { wholePercents } from './whole-percents';

describe('wholePercents', () => {
  it('gives the missing percent to the largest remainder', () => {
    expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33]);
  });

  it('always adds up to 100, or is all zero', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 6 }), (shares) => {
        const sum = wholePercents(shares).reduce((total, n) => total + n, 0);
        expect(sum).toBe(shares.some((share) => share > 0) ? 100 : 0);
      }),
    );
  });
});
