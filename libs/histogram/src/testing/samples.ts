import fc from 'fast-check';

/** Durations in ms as they occur, zero and ties included. */
export const duration = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 600_000 }).map((tenths) => tenths / 10) },
  { weight: 2, arbitrary: fc.double({ min: 1e-3, max: 1e7, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1e-4, 500, 502, 505) },
);

/** Up to a few hundred durations. */
export const durations = fc.array(duration, { maxLength: 300 });

const unit = fc.double({ min: 1e-9, max: 1, noNaN: true });

/** A normal deviate made of two uniform ones, so that fast-check can shrink it. */
const normal = fc.tuple(unit, unit).map(([u, v]) => Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v));

/** Log-normal durations in ms around a median, as latencies are. */
export function logNormal(medianMs: number, sigma: number): fc.Arbitrary<number> {
  return normal.map((x) => Math.min(1e7, Math.max(1e-3, medianMs * Math.exp(sigma * x))));
}

/** The values upwards. */
export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
