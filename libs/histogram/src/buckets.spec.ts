import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { placeOf } from './buckets';

/** Close together as dense durations are, with holes, and far apart. */
const indexes = fc
  .oneof(
    fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 40 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 36_000 }), { maxLength: 40 }),
  )
  .map((all) => all.sort((a, b) => a - b));

describe('placeOf', () => {
  it('is the place of the first bucket that is not below, filled or not', () => {
    fc.assert(
      fc.property(indexes, fc.nat(42), fc.nat(36_001), (filled, near, far) => {
        const row = filled.flatMap((index) => [index, 1]);
        for (const asked of [...filled, near, far]) {
          expect(placeOf(row, asked)).toBe(2 * filled.filter((index) => index < asked).length);
        }
      }),
      RUNS,
    );
  });
});
