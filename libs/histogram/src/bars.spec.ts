import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { bucketsOf } from './bars';
import { histogramOf } from './histogram';
import { FLOOR_MS } from './mapping';
import { emptyHistogram } from './state';
import { durations } from './testing/samples';

describe('bucketsOf', () => {
  it('draws nothing for nothing', () => {
    expect(bucketsOf(emptyHistogram())).toStrictEqual([]);
  });

  it('starts with the zeros', () => {
    const bars = bucketsOf(histogramOf([904.3, 0, 1e-4]));
    expect(bars[0]).toStrictEqual({ from_ms: 0, to_ms: FLOOR_MS, n: 2 });
    expect(bars).toHaveLength(2);
    expect(bars[1]!.from_ms).toBeLessThan(904.3);
    expect(bars[1]!.to_ms).toBeGreaterThan(904.3);
  });

  it('shows each value once, upwards, without overlap', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const bars = bucketsOf(histogramOf(values));
        expect(bars.reduce((sum, bar) => sum + bar.n, 0)).toBe(values.length);
        for (const [i, bar] of bars.entries()) {
          expect(bar.to_ms).toBeGreaterThan(bar.from_ms);
          if (i > 0) expect(bar.from_ms).toBeGreaterThanOrEqual(bars[i - 1]!.to_ms);
        }
      }),
      RUNS,
    );
  });
});
