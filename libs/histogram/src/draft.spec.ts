import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { HistogramDraft } from './draft';
import { add, histogramOf, remove } from './histogram';
import { percentiles } from './percentiles';
import { prepared } from './prepared';
import { emptyHistogram, type HistogramState } from './state';
import { durations } from './testing/samples';

/** Few different values, some in one bucket, some zero: so that extremes are lost and found again often. */
const value = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(0, 1e-9, 1, 1.001, 2, 904.2, 904.4, 905, 60_000) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 70_000, noNaN: true }) },
);
const steps = fc.array(fc.record({ value, out: fc.nat(), ready: fc.boolean() }), { maxLength: 60 });

const json = (h: HistogramState): string => JSON.stringify(h);

/** The three ways to go on with a draft where another one stopped. */
const reopened = [
  (draft: HistogramDraft): HistogramDraft => new HistogramDraft(draft.toState()),
  (draft: HistogramDraft): HistogramDraft => HistogramDraft.owning(JSON.parse(json(draft)) as HistogramState),
  (draft: HistogramDraft): HistogramDraft => draft,
];

/** What the error says, or what came out. */
function outcome(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}

describe('a histogram draft', () => {
  it('is after every step what the same steps make of a state', () => {
    fc.assert(
      fc.property(steps, fc.nat(60), fc.constantFrom(...reopened), (all, reopenAt, reopen) => {
        let state: HistogramState = emptyHistogram();
        let draft = new HistogramDraft();
        const inside: number[] = [];
        for (const [index, { value: next, out, ready }] of all.entries()) {
          if (index === reopenAt) draft = reopen(draft);
          const gone = out % 3 === 0 ? inside.splice(out % (inside.length || 1), 1)[0] : undefined;
          if (gone === undefined) {
            inside.push(next);
            state = add(state, next);
            if (ready) draft.addPrepared(prepared(next));
            else draft.add(next);
          } else {
            state = remove(state, gone);
            if (ready) draft.removePrepared(prepared(gone));
            else draft.remove(gone);
          }
          expect([json(draft), json(draft.toState())]).toStrictEqual([json(state), json(state)]);
          expect(draft.empty).toBe(inside.length === 0);
        }
      }),
      RUNS,
    );
  });

  it.each([500, 505, 700, 900, 901])('knows no more of a hidden extreme than a state does when %p is added', (v) => {
    const hidden = [3, 2_000].reduce((h, gone) => remove(h, gone), histogramOf([3, 500, 505, 900, 905, 2_000]));
    const draft = new HistogramDraft(hidden);
    draft.add(v);
    expect([draft.min, draft.max]).toStrictEqual([null, null]);
    expect(draft.toState()).toStrictEqual(add(hidden, v));
  });

  it('refuses what remove refuses, in the same words, and stays as it was', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 8 }), value, (values, other) => {
        const state = histogramOf(values);
        const draft = new HistogramDraft(state);
        const refusal = outcome(() => remove(state, other));
        fc.pre(refusal instanceof RangeError);
        expect(outcome(() => draft.remove(other))).toStrictEqual(refusal);
        expect(json(draft)).toBe(json(state));
      }),
      RUNS,
    );
  });

  it.each([-1, NaN, Infinity])('refuses %p, which is no duration', (v) => {
    expect(() => prepared(v)).toThrow(RangeError);
    expect(() => new HistogramDraft().add(v)).toThrow(RangeError);
  });

  it('refuses to count beyond what a number holds exactly', () => {
    const full = add(emptyHistogram(), 5, Number.MAX_SAFE_INTEGER);
    const draft = new HistogramDraft(full);
    expect(() => draft.add(1)).toThrow(/exactly/);
    expect(json(draft)).toBe(json(full));
  });

  it('leaves the state it began with, and those it gave, as they were', () => {
    const begin = histogramOf([500, 900]);
    const draft = new HistogramDraft(begin);
    draft.add(500);
    const then = draft.toState();
    draft.remove(900);
    draft.add(1);
    expect(begin).toStrictEqual(histogramOf([500, 900]));
    expect(then).toStrictEqual(histogramOf([500, 500, 900]));
  });

  it('that owns its state writes into it, so that nothing is copied', () => {
    const state = histogramOf([500, 900]);
    const draft = HistogramDraft.owning(state);
    draft.add(700);
    expect(draft.buckets).toBe(state.buckets);
    expect(draft.toState()).toStrictEqual(histogramOf([500, 700, 900]));
  });

  it('answers percentiles as its state does', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const draft = new HistogramDraft();
        for (const v of values) draft.add(v);
        expect(percentiles(draft)).toStrictEqual(percentiles(histogramOf(values)));
      }),
      RUNS,
    );
  });
});
