import { binned, BINS, logAxis, placeOn } from './log-bins';

const axis = { low: 20, high: 8_000 };

describe('a distribution on a log axis', () => {
  it('counts every value once, those beyond the axis at its ends', () => {
    const histogram = [
      { from_ms: 5, to_ms: 6, n: 3 },
      { from_ms: 483, to_ms: 493, n: 2 },
      { from_ms: 493, to_ms: 700, n: 40 },
      { from_ms: 9_000, to_ms: 9_200, n: 1 },
    ];
    const bins = binned(histogram, axis);
    expect(bins).toHaveLength(BINS);
    expect(bins.reduce((sum, n) => sum + n, 0)).toBeCloseTo(46, 6);
    expect(bins[0]).toBe(3);
    expect(bins[BINS - 1]).toBe(1);
  });

  it('shares out what lies across an edge by its length', () => {
    const edge = 20 * 400 ** (10 / BINS);
    const bins = binned([{ from_ms: edge / 1.02, to_ms: edge * 1.02, n: 8 }], axis);
    expect(bins[9]).toBeCloseTo(4, 6);
    expect(bins[10]).toBeCloseTo(4, 6);
  });

  it('places equal factors at equal distances, and never leaves the axis', () => {
    expect(placeOn(axis, 400) - placeOn(axis, 200)).toBeCloseTo(placeOn(axis, 2_000) - placeOn(axis, 1_000), 9);
    expect([placeOn(axis, 0), placeOn(axis, 1e9)]).toEqual([0, 1]);
  });

  it('is as long as what was measured needs', () => {
    expect(logAxis([{ min: 96, max: 4_071 }])).toEqual({ low: 20, high: 8_000 });
    expect(logAxis([{ min: 3, max: 12_000 }])).toEqual({ low: 1, high: 20_000 });
    expect(logAxis([{ min: null, max: null }])).toEqual({ low: 20, high: 8_000 });
  });
});
