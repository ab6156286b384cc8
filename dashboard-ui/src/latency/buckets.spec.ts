import { bucketsOf, spansDays, timeLabels } from './buckets';

const HOUR = 3_600_000;
const MIDNIGHT = Date.UTC(2026, 4, 12);
const utc = (): number => 0;

const told = (at: number, n: number) => ({
  at,
  calls: 1,
  cost_usd: null,
  response_ms: { n, p50: 900, p95: 2_000, p99: 3_000 },
  active_peak: 0,
});
const window = (from: number | null, to: number | null, bucket_ms = HOUR) => ({ from, to, bucket_ms });

describe('the buckets of a window', () => {
  it('stand for all of its time, with those in which nothing happened', () => {
    const from = MIDNIGHT + HOUR / 2;
    const buckets = bucketsOf({ window: window(from, from + 4 * HOUR), series: [told(MIDNIGHT + HOUR, 12)] });
    expect(buckets.map(({ n }) => n)).toEqual([0, 12, 0, 0, 0]);
    expect(buckets[0]).toEqual({ from: MIDNIGHT, to: MIDNIGHT + HOUR, n: 0, p50: null, p95: null, p99: null });
  });

  it('claim no p95 below ten turns', () => {
    const series = [told(MIDNIGHT, 9), told(MIDNIGHT + HOUR, 10)];
    const buckets = bucketsOf({ window: window(MIDNIGHT, MIDNIGHT + 2 * HOUR), series });
    expect(buckets.map(({ p50, p95 }) => [p50, p95])).toEqual([
      [900, null],
      [900, 2_000],
    ]);
  });

  it('of all time begin with the first that holds anything', () => {
    const day = 24 * HOUR;
    const series = [told(MIDNIGHT, 1), told(MIDNIGHT + 3 * day, 1)];
    expect(bucketsOf({ window: window(null, null, day), series })).toHaveLength(4);
    expect(bucketsOf({ window: window(null, null, day), series: [] })).toEqual([]);
  });
});

describe('the labels of the time axis', () => {
  const buckets = bucketsOf({ window: window(MIDNIGHT, MIDNIGHT + 24 * HOUR), series: [] });

  it('stand at round times of the zone, as many as there is room for', () => {
    expect(timeLabels(buckets, 10, utc).map(({ index }) => index)).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
    expect(timeLabels(buckets, 5, utc).map(({ index }) => index)).toEqual([0, 6, 12, 18]);
    expect(timeLabels(buckets, 10, () => 60).map(({ index }) => index)).toEqual([2, 5, 8, 11, 14, 17, 20, 23]);
  });

  it('are days when the axis is long', () => {
    const week = bucketsOf({ window: window(MIDNIGHT, MIDNIGHT + 7 * 24 * HOUR), series: [] });
    expect(spansDays(week)).toBe(true);
    expect(timeLabels(week, 100, utc)).toHaveLength(7);
    expect(timeLabels([], 10, utc)).toEqual([]);
  });
});
