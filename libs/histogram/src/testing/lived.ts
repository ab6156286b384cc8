import fc from 'fast-check';
import { add, remove } from '../histogram';
import { emptyHistogram, type HistogramState } from '../state';
import { sorted } from './samples';

/** Few different values, some of one bucket, so that ties and hidden extremes happen often. */
const pool = fc.constantFrom(0, 1e-4, 12, 500, 502, 505, 900, 904.3, 906, 60_000);

/** One step of a past: whether a value is added, which one, and which of those inside goes instead. */
export type Step = readonly [adds: boolean, value: number, pick: number];

/** A past of a histogram. */
export const steps: fc.Arbitrary<Step[]> = fc.array(fc.tuple(fc.boolean(), pool, fc.nat()), { maxLength: 60 });

/** A histogram with a past, beside the values that are left in it. */
export function lived(path: readonly Step[]): { h: HistogramState; values: number[] } {
  let h = emptyHistogram();
  let values: number[] = [];
  for (const [adds, value, pick] of path) {
    const gone = values.length > 0 ? pick % values.length : 0;
    h = adds || values.length === 0 ? add(h, value) : remove(h, values[gone]!);
    values = adds || values.length === 0 ? [...values, value] : values.filter((_, i) => i !== gone);
  }
  return { h, values: sorted(values.map((v) => (v < 1e-3 ? 0 : v))) };
}
