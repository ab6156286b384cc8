import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { backoffMs } from './backoff';

it.each([
  [0, 250, 500],
  [1, 500, 1_000],
  [4, 4_000, 8_000],
  [5, 7_500, 15_000],
  [99, 7_500, 15_000],
])('waits longer after each failure: after %i from %i to %i ms', (failures, low, high) => {
  expect([backoffMs(failures, 0, 0), backoffMs(failures, 0, 1)]).toEqual([low, high]);
});

it('never comes before the floor, and never all at once', () => {
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.integer({ min: 1, max: 3_600_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, floor, r) => {
        expect(backoffMs(n, floor, r)).toBeGreaterThanOrEqual(floor);
        expect(backoffMs(n, floor, 1)).toBeGreaterThanOrEqual(Math.round(floor * 1.5));
      },
    ),
    RUNS,
  );
});
