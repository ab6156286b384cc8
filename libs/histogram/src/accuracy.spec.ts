import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { HistogramDraft } from './draft';
import { histogramOf, merge } from './histogram';
import { RELATIVE_ERROR } from './mapping';
import { percentiles, quantile } from './percentiles';
import { emptyHistogram, type HistogramState } from './state';
import { normalise } from './normalise';
import { HistogramSum } from './sum';
import { recordedEndpoints, recordedResponses } from './testing/recorded-latencies';
import { duration, durations, logNormal, sorted } from './testing/samples';
import { exactPercentile } from './type7';

const asked = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

function expectWithinPromise(h: HistogramState, values: readonly number[]): void {
  const upwards = sorted(values);
  for (const q of asked) {
    const exact = exactPercentile(upwards, q)!;
    expect(Math.abs(quantile(h, q)! - exact)).toBeLessThanOrEqual(exact * RELATIVE_ERROR * (1 + 1e-9));
  }
}

function expectAccurate(values: readonly number[]): void {
  expectWithinPromise(histogramOf(values), values);
  expectWithinPromise(normalise(histogramOf(values)), values);
}

describe('quantile against exact type 7, with extremes and without', () => {
  // Shrinking a thousand random numbers would take minutes and explain nothing.
  const unshrunk = { ...RUNS, endOnFailure: true };
  const large = { minLength: 200, maxLength: 1500, size: 'max' } as const;

  it('holds 1 % on log-normal latencies', () => {
    fc.assert(fc.property(fc.array(logNormal(900, 0.6), large), expectAccurate), unshrunk);
  });

  it('holds 1 % between two far modes', () => {
    const modes = fc.oneof(logNormal(2, 0.2), logNormal(4000, 0.1));
    fc.assert(fc.property(fc.array(modes, large), expectAccurate), unshrunk);
  });

  it('holds 1 % on 1 to 30 values, where a neighbouring rank is far away', () => {
    const few = fc.array(logNormal(700, 1.5), { minLength: 1, maxLength: 30 });
    fc.assert(fc.property(few, expectAccurate), RUNS);
  });

  it('holds 1 % on the recorded calls, each alone and all together', () => {
    for (const call of [...recordedResponses, ...recordedEndpoints]) expectAccurate(call);
    expectAccurate(recordedResponses.flat());
    expectAccurate([...recordedResponses, ...recordedEndpoints].flat());
  });

  it('is exact on constant values, and on one or two of any', () => {
    fc.assert(
      fc.property(duration, duration, fc.integer({ min: 1, max: 50 }), (a, b, n) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((v) => (v < 1e-3 ? 0 : v)) as [number, number];
        for (const q of asked) {
          expect(quantile(histogramOf(Array<number>(n).fill(low)), q)).toBe(low);
          expect(quantile(histogramOf([high, low]), q)).toBe(exactPercentile([low, high], q));
        }
      }),
      RUNS,
    );
  });
});

/** As many parts as a query may add up, with who goes where, what comes and goes again, and the order of the parts. */
const splits = fc.integer({ min: 1, max: 40 }).chain((count) => {
  const part = fc.nat(count - 1);
  const order = Array.from({ length: count }, (_, i) => i);
  const inParts = (value: fc.Arbitrary<number>, maxLength: number): fc.Arbitrary<[number, number][]> =>
    fc.array(fc.tuple(value, part), { minLength: 1, maxLength, size: 'max' });
  const bimodal = fc.oneof(logNormal(2, 0.2), logNormal(4000, 0.1));
  return fc.record({
    count: fc.constant(count),
    order: fc.shuffledSubarray(order, { minLength: count }),
    kept: fc.oneof(
      inParts(logNormal(900, 0.6), 400),
      inParts(bimodal, 400),
      duration.chain((same) => inParts(fc.constant(same), 100)),
    ),
    gone: fc.oneof(fc.constant([]), inParts(fc.oneof(logNormal(900, 2), duration), 60)),
  });
});

describe('quantile of a whole that was split', () => {
  it('holds 1 % for every split into 1 to 40 parts, merged in any order, some values added and removed again', () => {
    fc.assert(
      fc.property(splits, fc.boolean(), ({ count, order, kept, gone }, goneFirst) => {
        const drafts = Array.from({ length: count }, () => new HistogramDraft());
        for (const [value, part] of goneFirst ? [...gone, ...kept] : [...kept, ...gone]) drafts[part]!.add(value);
        for (const [value, part] of gone) drafts[part]!.remove(value);
        const parts = order.map((part) => drafts[part]!);
        const sum = new HistogramSum();
        for (const part of parts) sum.add(part);
        const values = kept.map(([value]) => (value < 1e-3 ? 0 : value));
        expectWithinPromise(sum.toState(), values);
        expectWithinPromise(parts.reduce<HistogramState>(merge, emptyHistogram()), values);
      }),
      { ...RUNS, endOnFailure: true },
    );
  });
});

describe('quantile', () => {
  it('rises with q and stays between min and max', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(durations, shares, fc.boolean(), (values, qs, forget) => {
        fc.pre(values.length > 0);
        const h = forget ? normalise(histogramOf(values)) : histogramOf(values);
        const { min, max } = percentiles(h);
        const answers = sorted(qs).map((q) => quantile(h, q)!);
        expect(answers).toStrictEqual(sorted(answers));
        expect(answers[0]!).toBeGreaterThanOrEqual(min!);
        expect(answers.at(-1)!).toBeLessThanOrEqual(max!);
      }),
      RUNS,
    );
  });

  it('refuses a q outside of 0 to 1', () => {
    expect(() => quantile(histogramOf([1]), 1.5)).toThrow(RangeError);
    expect(() => quantile(emptyHistogram(), -0.1)).toThrow(RangeError);
  });
});

describe('percentiles', () => {
  it('are null without values', () => {
    const none = { p50: null, p90: null, p95: null, p99: null, min: null, max: null };
    expect(percentiles(emptyHistogram())).toStrictEqual({ n: 0, ...none });
  });

  it('ask each share under its own name', () => {
    const values = Array.from({ length: 101 }, (_, i) => 100 * 1.1 ** i);
    const h = histogramOf(values);
    const { n, min, max, ...shares } = percentiles(h);
    expect([n, min, max]).toStrictEqual([101, values[0], values[100]]);
    for (const [name, q] of Object.entries({ p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 })) {
      expect(shares[name as keyof typeof shares]! / exactPercentile(values, q)!).toBeCloseTo(1, 1);
    }
    expect(Object.values(shares)).toStrictEqual(sorted(Object.values(shares) as number[]));
  });

  it('of a state with damaged counts still come to an end', () => {
    expect(percentiles({ ...histogramOf([5, 6, 7]), n: 99 }).p50).toBe(7);
  });
});
