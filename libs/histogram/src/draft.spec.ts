import fc from 'fast-check';
import { HistogramDraft } from './draft';
import { add, remove } from './histogram';
import { emptyHistogram, type HistogramState } from './state';

/** Few different values, some in one bucket, some zero: so that extremes are lost and found again often. */
const value = fc.oneof(
  fc.constantFrom(0, 1e-9, 1, 1.001, 2, 904.2, 904.4, 905, 60_000),
  fc.double({ min: 0, max: 70_000, noNaN: true }),
);
const steps = fc.array(fc.record({ value, out: fc.nat() }), { maxLength: 60 });

describe('a histogram draft', () => {
  it('is after every step what the same steps make of a state', () => {
    fc.assert(
      fc.property(steps, fc.nat(60), (all, reopenAt) => {
        let state: HistogramState = emptyHistogram();
        let draft = new HistogramDraft();
        const inside: number[] = [];
        for (const [index, { value: next, out }] of all.entries()) {
          if (index === reopenAt) draft = new HistogramDraft(draft.toState());
          const gone = out % 3 === 0 ? inside.splice(out % (inside.length || 1), 1)[0] : undefined;
          if (gone === undefined) {
            inside.push(next);
            state = add(state, next);
            draft.add(next);
          } else {
            state = remove(state, gone);
            draft.remove(gone);
          }
          expect(JSON.stringify(draft.toState())).toBe(JSON.stringify(state));
        }
      }),
    );
  });

  it('refuses to take out what is not in', () => {
    const draft = new HistogramDraft();
    draft.add(100);
    expect(() => {
      draft.remove(500);
    }).toThrow(RangeError);
    expect(draft.toState()).toEqual(add(emptyHistogram(), 100));
  });
});
