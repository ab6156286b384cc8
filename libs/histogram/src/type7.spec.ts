import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { exactPercentile } from './type7';

describe('exactPercentile', () => {
  it.each([
    [[7], 0.95, 7],
    [[100, 5000], 0.5, 2550],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[15, 20, 35, 40, 50], 0.95, 48],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
  ])('of %j at %d is %d', (values, q, expected) => {
    expect(exactPercentile(values, q)).toBeCloseTo(expected, 10);
  });

  it('has no answer without values', () => {
    expect(exactPercentile([], 0.5)).toBeNull();
  });

  it.each([-0.01, 1.01, NaN])('refuses q = %p, with values and without', (q) => {
    expect(() => exactPercentile([1, 2], q)).toThrow(RangeError);
    expect(() => exactPercentile([], q)).toThrow(RangeError);
  });

  it('never leaves its two neighbours, however the sum is rounded', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const value = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, value, share, (a, b, q) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const answer = exactPercentile([low, high], q);
        expect(answer).toBeGreaterThanOrEqual(low);
        expect(answer).toBeLessThanOrEqual(high);
      }),
      RUNS,
    );
  });
});
