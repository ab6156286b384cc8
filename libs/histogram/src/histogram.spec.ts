import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { add, histogramOf, merge, remove, subtract } from './histogram';
import { emptyHistogram, type HistogramState } from './state';
import { duration, durations } from './testing/samples';

const json = (h: HistogramState): string => JSON.stringify(h);

describe('add and merge', () => {
  it('give the same JSON in every order', () => {
    const shuffled = durations.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    );
    fc.assert(
      fc.property(shuffled, ([values, other]) => {
        expect(json(histogramOf(other))).toBe(json(histogramOf(values)));
      }),
      RUNS,
    );
  });

  it('give the same JSON for every split', () => {
    fc.assert(
      fc.property(fc.array(durations, { maxLength: 6 }), (parts) => {
        const whole = json(histogramOf(parts.flat()));
        const states = parts.map(histogramOf);
        expect(json(states.reduce(merge, emptyHistogram()))).toBe(whole);
        expect(json(states.reduceRight((right, left) => merge(left, right), emptyHistogram()))).toBe(whole);
      }),
      RUNS,
    );
  });

  it('count a weight as so many single values', () => {
    fc.assert(
      fc.property(durations, duration, fc.integer({ min: 1, max: 20 }), (values, v, count) => {
        const singly = histogramOf([...values, ...Array<number>(count).fill(v)]);
        expect(json(add(histogramOf(values), v, count))).toBe(json(singly));
      }),
      RUNS,
    );
  });

  it('survive JSON without a change', () => {
    fc.assert(
      fc.property(durations, duration, (values, v) => {
        const h = histogramOf(values);
        const back = JSON.parse(json(h)) as HistogramState;
        expect(back).toStrictEqual(h);
        expect(json(add(back, v))).toBe(json(add(h, v)));
      }),
      RUNS,
    );
  });

  it('keep the exact smallest and largest value', () => {
    const { n, min, max } = histogramOf([904.3, 500.2, 7504.6, 500.1, 7504.5]);
    expect([n, min, max]).toStrictEqual([5, 500.1, 7504.6]);
  });

  it('write a state as this JSON: stored rows are read back by later versions', () => {
    expect(json(histogramOf([904.3, 0, 904.4, 120]))).toBe('{"n":4,"min":0,"max":904.4,"buckets":[0,1,586,1,687,2]}');
    expect(json(emptyHistogram())).toBe('{"n":0,"min":null,"max":null,"buckets":[]}');
  });
});

describe('remove and subtract', () => {
  it('restore the counts, and an empty histogram wholly', () => {
    fc.assert(
      fc.property(durations, durations, (kept, gone) => {
        const before = histogramOf(kept);
        const after = gone.reduce(
          (h, v) => remove(h, v),
          gone.reduce((h, v) => add(h, v), before),
        );
        expect([after.n, after.buckets]).toStrictEqual([before.n, before.buckets]);
        const apart = subtract(merge(before, histogramOf(gone)), histogramOf(gone));
        expect([apart.n, apart.buckets]).toStrictEqual([before.n, before.buckets]);
        expect(subtract(before, before)).toStrictEqual(emptyHistogram());
      }),
      RUNS,
    );
  });

  it('agree on a single value', () => {
    fc.assert(
      fc.property(durations, duration, (values, v) => {
        const h = histogramOf([...values, v]);
        expect(remove(h, v)).toStrictEqual(subtract(h, histogramOf([v])));
      }),
      RUNS,
    );
  });

  it('take a weight out as so many single values', () => {
    const h = histogramOf([3, 500, 500, 500, 900]);
    expect(remove(h, 500, 2)).toStrictEqual(remove(remove(h, 500), 500));
    expect(remove(h, 500, 3)).toStrictEqual(histogramOf([3, 900]));
  });

  it('leave their arguments as they were', () => {
    const h = histogramOf([500, 500, 900]);
    const copy = json(h);
    add(h, 900);
    add(h, 1);
    remove(h, 900);
    merge(h, h);
    subtract(h, histogramOf([500]));
    expect(json(h)).toBe(copy);
  });

  it.each<[string, () => unknown]>([
    ['a value that is not there', () => remove(histogramOf([500, 900]), 700)],
    ['from nothing', () => remove(emptyHistogram(), 700)],
    ['more often than it is there', () => remove(histogramOf([500, 900, 900]), 900, 3)],
    ['a histogram that is not part', () => subtract(histogramOf([500, 900]), histogramOf([500, 500]))],
    ['a neighbour below the exact minimum', () => remove(histogramOf([505, 506, 900]), 504)],
    ['a neighbour above the exact maximum', () => subtract(histogramOf([5, 505, 505]), histogramOf([506]))],
  ])('refuse %s', (_what, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(/^cannot remove/);
  });
});

describe('what is counted', () => {
  it.each([0, -1, 1.5, NaN, Infinity, 2 ** 53])('refuses a count of %p', (count) => {
    const refusal = new RangeError(`a histogram counts in whole numbers >= 1, not ${count}`);
    expect(() => add(histogramOf([5, 5]), 5, count)).toThrow(refusal);
    expect(() => remove(histogramOf([5, 5]), 5, count)).toThrow(refusal);
  });

  it('refuses what is no duration', () => {
    for (const v of [-1, NaN, Infinity]) {
      expect(() => add(emptyHistogram(), v)).toThrow(RangeError);
      expect(() => remove(histogramOf([5]), v)).toThrow(RangeError);
    }
  });

  it('refuses to count beyond what a number holds exactly', () => {
    const full = add(emptyHistogram(), 5, Number.MAX_SAFE_INTEGER);
    expect(() => add(full, 5)).toThrow(/exactly/);
    expect(() => merge(full, full)).toThrow(/exactly/);
  });
});
