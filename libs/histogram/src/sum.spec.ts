import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { HistogramDraft } from './draft';
import { add, histogramOf, merge } from './histogram';
import { emptyHistogram, type HistogramState } from './state';
import { HistogramSum } from './sum';
import { lived, steps } from './testing/lived';
import { durations } from './testing/samples';

/** Histograms with a past, so that extremes are unknown in some, beside others of widely spread values. */
const part = fc.oneof(
  steps.map((path) => lived(path).h),
  durations.map((values) => histogramOf(values)),
);
const parts = fc.array(part, { maxLength: 12 });

const json = (h: HistogramState): string => JSON.stringify(h);

function summed(states: readonly HistogramState[], sum = new HistogramSum()): HistogramSum {
  for (const state of states) sum.add(state);
  return sum;
}

describe('a sum of histograms', () => {
  it('that was cleared is as one that is new', () => {
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const sum = summed(before);
        const told = sum.toState();
        const was = json(told);
        sum.clear();
        expect(json(sum.toState())).toBe(json(emptyHistogram()));
        expect(json(summed(after, sum).toState())).toBe(json(summed(after).toState()));
        expect(json(told)).toBe(was);
      }),
      RUNS,
    );
  });

  it('is what merging makes of them, byte for byte, in this order and in any other', () => {
    const twice = parts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(12)),
    );
    fc.assert(
      fc.property(twice, ([all, other, cut]) => {
        const whole = json(all.reduce(merge, emptyHistogram()));
        expect(json(summed(all).toState())).toBe(whole);
        expect(json(summed(other).toState())).toBe(whole);
        expect(json(other.reduceRight((right, left) => merge(left, right), emptyHistogram()))).toBe(whole);
        const grouped = [summed(other.slice(0, cut)).toState(), summed(other.slice(cut)).toState()];
        expect(json(summed(grouped).toState())).toBe(whole);
      }),
      RUNS,
    );
  });

  it('leaves its parts alone, and goes on after it was read', () => {
    const draft = new HistogramDraft(histogramOf([3, 900]));
    const sum = summed([draft]);
    const first = sum.toState();
    draft.add(1);
    sum.add(histogramOf([500]));
    expect(first).toStrictEqual(histogramOf([3, 900]));
    expect(sum.toState()).toStrictEqual(histogramOf([3, 500, 900]));
    expect(draft.toState()).toStrictEqual(histogramOf([1, 3, 900]));
  });

  it('makes room for any duration', () => {
    const values = [1e6, 1e12, 5, Number.MAX_VALUE];
    expect(summed(values.map((v) => histogramOf([v]))).toState()).toStrictEqual(histogramOf(values));
  });

  it('of nothing is empty', () => {
    expect(summed([]).toState()).toStrictEqual(emptyHistogram());
    expect([summed([emptyHistogram()]).n, summed([histogramOf([1, 2])]).n]).toStrictEqual([0, 2]);
  });

  it('refuses to count beyond what a number holds exactly, and stays as it was', () => {
    const full = add(emptyHistogram(), 5, Number.MAX_SAFE_INTEGER);
    const sum = summed([full]);
    expect(() => sum.add(histogramOf([1]))).toThrow(/exactly/);
    expect(sum.toState()).toStrictEqual(full);
  });
});
