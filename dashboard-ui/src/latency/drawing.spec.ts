import { apart, axisOf, dots, linePath } from './drawing';
import { drawOverTime } from './over-time';

const x = (index: number): number => index * 10;
const y = (value: number): number => value;

describe('a line', () => {
  it('is broken where nothing was measured, and a value alone is a dot', () => {
    expect(linePath([1, 2, null, 3, null], x, y)).toBe('M0.0 1.0h0L10.0 2.0h0M30.0 3.0h0');
  });
});

it('shows a value that stands alone as a dot, and whatever else is picked', () => {
  expect(dots([1, 2, null, 3, null], x, y)).toBe('M30.0 3.0h0');
  expect(dots([1, 2, null, 3, null], x, y, (index) => index === 0)).toBe('M0.0 1.0h0M30.0 3.0h0');
});

describe('an axis', () => {
  it.each([
    [4_361, 1_000],
    [940, 200],
    [0, 0.2],
  ])('up to %d has round steps of %d', (greatest, step) => {
    const ticks = axisOf(greatest);
    expect(ticks[1]).toBeCloseTo(step, 9);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest);
  });
});

it('keeps the names at the line ends apart, in their order', () => {
  expect(apart([40, 42, 90], 14)).toEqual([40, 54, 90]);
  expect(apart([90, 42, 40], 14)).toEqual([90, 54, 40]);
});

describe('the chart over time', () => {
  const bucket = (n: number, p50: number | null, p95: number | null, p99: number | null) => {
    return { from: 0, to: 60_000, n, p50, p95, p99 };
  };
  const buckets = [bucket(12, 900, 2_000, 3_000), bucket(3, 800, null, null), bucket(0, null, null, null)];
  const drawn = (lines: boolean) => drawOverTime({ buckets, lines, width: 440, shown: 0, chosen: 0 });

  it('names each line at its end with its last value', () => {
    const names = drawn(true).words?.flatMap(([, , , text]) => (text.startsWith('p') ? [text] : []));
    expect(names).toEqual(['p99 3,000', 'p95 2,000', 'p50 800']);
  });

  it('marks what stands on fewer than ten turns, and draws a bar only where there were turns', () => {
    const path = (look: string): string => drawn(true).paths.find(([name]) => name === look)?.[1] ?? '';
    expect(path('few').split('M')).toHaveLength(2);
    expect(path('turns').split('M')).toHaveLength(3);
    expect(path('turns on').split('M')).toHaveLength(2);
  });

  it('says what hollow means, only where a point is', () => {
    const says = (few: boolean) =>
      drawOverTime({ buckets: few ? buckets : buckets.slice(0, 1), lines: true, width: 440, shown: 0, chosen: 0 })
        .words?.map(([, , , text]) => text)
        .includes('○ n < 10');
    expect([says(true), says(false)]).toEqual([true, false]);
  });

  it('has no line of a stage', () => {
    const looks = drawn(false).paths.map(([look]) => look);
    expect(looks).toEqual(['fill on', 'grid', 'axis', 'turns', 'turns on']);
  });
});
