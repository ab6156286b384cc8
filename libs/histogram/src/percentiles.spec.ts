import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { histogramOf } from './histogram';
import { percentiles, quantile } from './percentiles';
import { lived, steps } from './testing/lived';
import { durations } from './testing/samples';

/** Some of them with extremes that are not known any more. */
const histogram = fc.oneof(
  steps.map((path) => lived(path).h),
  durations.map((values) => histogramOf(values)),
);

describe('percentiles', () => {
  it('found in one walk are those that are found one by one', () => {
    fc.assert(
      fc.property(histogram, (h) => {
        const [min, p50, p90, p95, p99, max] = [0, 0.5, 0.9, 0.95, 0.99, 1].map((q) => quantile(h, q));
        expect(JSON.stringify(percentiles(h))).toBe(JSON.stringify({ n: h.n, p50, p90, p95, p99, min, max }));
      }),
      RUNS,
    );
  });
});
