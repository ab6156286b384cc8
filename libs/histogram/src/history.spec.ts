import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { HistogramDraft } from './draft';
import { add, histogramOf, merge, remove, subtract } from './histogram';
import { normalise } from './normalise';
import { percentiles } from './percentiles';
import { emptyHistogram, type HistogramState } from './state';
import { lived, steps } from './testing/lived';
import { duration, sorted } from './testing/samples';

function expectTrueTo(h: HistogramState, values: readonly number[]): void {
  const fresh = histogramOf(values);
  expect([h.n, h.buckets]).toStrictEqual([fresh.n, fresh.buckets]);
  expect([null, fresh.min]).toContain(h.min);
  expect([null, fresh.max]).toContain(h.max);
  expect(JSON.stringify(normalise(h))).toBe(JSON.stringify(normalise(fresh)));
}

describe('a histogram with a past', () => {
  it('never tells a wrong extreme, and differs from a fresh one in nothing else', () => {
    fc.assert(
      fc.property(steps, (path) => {
        const { h, values } = lived(path);
        expectTrueTo(h, values);
      }),
      RUNS,
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
      RUNS,
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
      RUNS,
    );
  });
});

describe('an extreme that was removed', () => {
  const hidden = remove(histogramOf([3, 500, 505, 900]), 3);

  it('is unknown after, and answered from the outermost bucket within 1 %', () => {
    expect([hidden.min, hidden.max]).toStrictEqual([null, 900]);
    expect(Math.abs(percentiles(hidden).min! - 500)).toBeLessThanOrEqual(5);
    expect(percentiles(hidden).max).toBe(900);
    const above = remove(histogramOf([500, 505, 900]), 900);
    expect([above.min, above.max]).toStrictEqual([500, null]);
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

  it('of a draft stays what it is while the draft goes on', () => {
    const draft = new HistogramDraft(histogramOf([5, 9]));
    const then = normalise(draft);
    draft.add(7);
    expect(then).toStrictEqual(normalise(histogramOf([5, 9])));
  });
});
