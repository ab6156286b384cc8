import fc from 'fast-check';
import { numberText } from './number-text';
import { RUNS } from './testing';

describe('a number as JSON', () => {
  it('is what JSON.stringify says, however often it is told', () => {
    const tenths = fc.integer({ min: -200_000, max: 200_000 }).map((value) => value / 10);
    const nearly = tenths.chain((value) => fc.constantFrom(value + 1e-9, value * 1.0000000000000002, value / 10));
    const edges = fc.constantFrom(-0, 0, 0.05, 6_553.5, 6_553.6, 1e21, 1e-7, 2 ** 53, Infinity, -Infinity, NaN);
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), tenths, nearly, edges), (value) => {
        expect([numberText(value), numberText(value)]).toEqual([JSON.stringify(value), JSON.stringify(value)]);
      }),
      RUNS,
    );
  });
});
