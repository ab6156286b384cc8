import fc from 'fast-check';
import { add, histogramOf, merge, remove, subtract } from './histogram';
import { hasExactExtremes, normalise, restoreExtremes } from './normalise';
import { percentiles } from './percentiles';
import { emptyHistogram, type HistogramState } from './state';
import { duration, sorted } from './testing/samples';

/** Few different values, some of one bucket, so that ties and hidden extremes happen often. */
const pool = fc.constantFrom(0, 1e-4, 12, 500, 502, 505, 900, 904.3, 906, 60_000);
const steps = fc.array(fc.tuple(fc.boolean(), pool, fc.nat()), { maxLength: 60 });

/** A histogram with a past, beside the values that are left in it. */
function lived(path: readonly (readonly [boolean, number, number])[]): { h: HistogramState; values: number[] } {
  let h = emptyHistogram();
  let values: number[] = [];
  for (const [adds, value, pick] of path) {
    const gone = values.length > 0 ? pick % values.length : 0;
    h = adds || values.length === 0 ? add(h, value) : remove(h, values[gone]!);
    values = adds || values.length === 0 ? [...values, value] : values.filter((_, i) => i !== gone);
  }
  return { h, values: sorted(values.map((v) => (v < 1e-3 ? 0 : v))) };
}

function expectTrueTo(h: HistogramState, values: readonly number[]): void {
  const fresh = histogramOf(values);
  expect([h.n, h.buckets]).toStrictEqual([fresh.n, fresh.buckets]);
  expect([null, fresh.min]).toContain(h.min);
  expect([null, fresh.max]).toContain(h.max);
  expect(JSON.stringify(normalise(h))).toBe(JSON.stringify(normalise(fresh)));
  if (values.length === 0) return;
  const known = restoreExtremes(h, values[0]!, values.at(-1)!);
  expect(JSON.stringify(known)).toBe(JSON.stringify(fresh));
}

describe('a histogram with a past', () => {
  it('never tells a wrong extreme, and differs from a fresh one in nothing else', () => {
    fc.assert(
      fc.property(steps, (path) => {
        const { h, values } = lived(path);
        expectTrueTo(h, values);
      }),
      { numRuns: 500 },
    );
  });

  it('stays true when merged with and parted from another one', () => {
    fc.assert(
      fc.property(steps, steps, fc.boolean(), (one, two, forget) => {
        const a = lived(one);
        const b = lived(two);
        const other = forget ? normalise(b.h) : b.h;
        const both = merge(a.h, other);
        expectTrueTo(both, sorted([...a.values, ...b.values]));
        expectTrueTo(subtract(both, other), a.values);
        expectTrueTo(subtract(merge(a.h, b.h), other), a.values);
      }),
      { numRuns: 500 },
    );
  });

  it('equals a fresh one, byte for byte, while the removed values lay inside', () => {
    fc.assert(
      fc.property(fc.array(duration, { minLength: 2 }), fc.array(duration), (kept, others) => {
        const fresh = histogramOf(kept);
        const inner = others.filter((v) => v >= 1e-3 && v > fresh.min! && v < fresh.max!);
        const h = inner.reduce((left, v) => remove(left, v), merge(fresh, histogramOf(inner)));
        expect(JSON.stringify(h)).toBe(JSON.stringify(fresh));
      }),
    );
  });
});

describe('an extreme that was removed', () => {
  const hidden = remove(histogramOf([3, 500, 505, 900]), 3);

  it('is unknown after, and answered from the outermost bucket within 1 %', () => {
    expect([hidden.min, hidden.max, hasExactExtremes(hidden)]).toStrictEqual([null, 900, false]);
    expect(Math.abs(percentiles(hidden).min! - 500)).toBeLessThanOrEqual(5);
    expect(percentiles(hidden).max).toBe(900);
    const above = remove(histogramOf([500, 505, 900]), 900);
    expect([above.min, above.max, hasExactExtremes(above)]).toStrictEqual([500, null, false]);
  });

  it.each<[string, HistogramState, number | null]>([
    ['a new value beyond all others', add(hidden, 4), 4],
    ['zeros', add(hidden, 0), 0],
    ['one value left', subtract(hidden, histogramOf([500, 505])), 900],
    ['a new start from nothing', add(subtract(hidden, histogramOf([500, 505, 900])), 7), 7],
    ['a merge that reaches further', merge(hidden, histogramOf([20, 30])), 20],
    ['values that are all the same', remove(histogramOf([500, 500, 500]), 500), 500],
  ])('is known again by %s', (_how, h, min) => {
    expect(h.min).toBe(min);
  });

  it('stays unknown when a new value falls into the same bucket or further in', () => {
    expect([add(hidden, 500).min, add(hidden, 700).min, merge(hidden, histogramOf([502])).min]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a part whose own extremes are unknown', () => {
  it('hides the extreme of the whole only where it reaches into the same bucket', () => {
    const whole = histogramOf([500, 502, 900, 1200]);
    expect(subtract(whole, normalise(histogramOf([900])))).toStrictEqual(histogramOf([500, 502, 1200]));
    expect(subtract(whole, normalise(histogramOf([502, 1200])))).toMatchObject({ min: null, max: null });
  });
});

describe('normalise', () => {
  it('gives up what the buckets do not tell, and only that', () => {
    const { min, max } = normalise(histogramOf([5, 9]));
    expect([min, max]).toStrictEqual([null, null]);
    expect(normalise(histogramOf([0, 9])).min).toBe(0);
    expect(normalise(histogramOf([0, 0]))).toStrictEqual(histogramOf([0, 0]));
    expect(normalise(emptyHistogram())).toStrictEqual(emptyHistogram());
  });
});

describe('restoreExtremes', () => {
  it.each([
    ['a minimum of another bucket', 400, 900],
    ['a maximum of another bucket', 500, 950],
    ['another maximum than the known one', 500, 901],
    ['no duration', NaN, 900],
  ])('refuses %s', (_what, min, max) => {
    expect(() => restoreExtremes(remove(histogramOf([3, 500, 505, 900]), 3), min, max)).toThrow(RangeError);
  });

  it('refuses extremes of nothing', () => {
    expect(() => restoreExtremes(emptyHistogram(), 0, 0)).toThrow(RangeError);
  });

  it('leaves nothing unknown', () => {
    const h = remove(histogramOf([3, 500, 505, 900]), 3);
    expect(hasExactExtremes(restoreExtremes(h, 500, 900))).toBe(true);
    expect(hasExactExtremes(emptyHistogram())).toBe(true);
  });
});
