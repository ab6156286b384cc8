import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { bucketEdges, bucketEstimate, bucketIndex, countable, FLOOR_MS, RELATIVE_ERROR } from './mapping';

const gamma = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const durations = fc.oneof(
  fc.double({ min: FLOOR_MS, max: 1e8, noNaN: true }),
  fc.double({ min: -6.9, max: 18, noNaN: true }).map((x) => Math.max(FLOOR_MS, Math.exp(x))),
);

describe('mapping', () => {
  it('answers each value within 1 %', () => {
    fc.assert(
      fc.property(durations, (v) => {
        expect(Math.abs(bucketEstimate(bucketIndex(v)) - v)).toBeLessThanOrEqual(v * RELATIVE_ERROR * (1 + 1e-9));
      }),
      RUNS,
    );
  });

  it('puts each value between the edges of its bucket, and the buckets side by side', () => {
    fc.assert(
      fc.property(durations, (v) => {
        const index = bucketIndex(v);
        const { from, to } = bucketEdges(index);
        expect(v).toBeGreaterThanOrEqual(from * (1 - 1e-12));
        expect(v).toBeLessThanOrEqual(to * (1 + 1e-12));
        expect(bucketEdges(index + 1).from).toBe(to);
      }),
      RUNS,
    );
  });

  it('is as coarse as the promise allows: one bucket is gamma wide', () => {
    const { from, to } = bucketEdges(bucketIndex(904.3));
    expect(to / from).toBeCloseTo(gamma, 12);
  });

  it('keeps the edges on whole powers of gamma, as DDSketch has them', () => {
    expect(bucketEdges(bucketIndex(1)).to).toBe(1);
    expect(bucketIndex(1.001) - bucketIndex(1)).toBe(1);
    expect(bucketIndex(1000) - bucketIndex(1)).toBe(Math.ceil(Math.log(1000) / Math.log(gamma)));
  });

  it('never lets a longer duration fall into a lower bucket', () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        expect(bucketIndex(Math.min(a, b))).toBeLessThanOrEqual(bucketIndex(Math.max(a, b)));
      }),
      RUNS,
    );
  });

  it('counts what is below the floor as zero, and the floor itself as a value', () => {
    expect([0, -0, 1e-9, FLOOR_MS * 0.999].map(countable)).toStrictEqual([0, 0, 0, 0]);
    expect([0, 1e-9, FLOOR_MS * 0.999].map(bucketIndex)).toStrictEqual([0, 0, 0]);
    expect([countable(FLOOR_MS), bucketIndex(FLOOR_MS), bucketEstimate(0)]).toStrictEqual([FLOOR_MS, 1, 0]);
    expect([bucketEdges(0).from, bucketEdges(0).to, bucketEdges(1).from]).toStrictEqual([0, FLOOR_MS, FLOOR_MS]);
  });

  it('stays finite up to the largest number', () => {
    const index = bucketIndex(Number.MAX_VALUE);
    expect(bucketEstimate(index) / Number.MAX_VALUE).toBeCloseTo(1, 1);
    expect(Number.isFinite(bucketEdges(index).to)).toBe(true);
  });

  it.each([-1, -Number.MIN_VALUE, NaN, Infinity, -Infinity])('refuses %p', (v) => {
    expect(() => countable(v)).toThrow(RangeError);
  });
});
