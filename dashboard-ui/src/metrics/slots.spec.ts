import type { Stats } from '@callscope/call-state';
import fc from 'fast-check';
import { someStats } from '../testing/some-stats';
import { slotsOf } from './slots';

const HOUR = 3_600_000;
const NOW = 500 * HOUR + 1_234_567;

const bucket = (at: number): Stats['series'][number] => ({
  at,
  calls: 1,
  cost_usd: null,
  response_ms: { n: 0, p50: null, p95: null, p99: null },
  active_peak: 1,
});

/** Figures of the last so many hours, as they stood some time ago; null: of all time. */
function statsOf(hours: number | null, hoursWithCalls: readonly number[], asOf = NOW): Stats {
  const from = hours === null ? null : asOf - hours * HOUR;
  const window = { from, to: hours === null ? null : asOf, bucket_ms: HOUR };
  return { ...someStats(), window, series: hoursWithCalls.map((hour) => bucket(hour * HOUR)) };
}

const hoursOf = (stats: Stats): number[] => slotsOf(stats, NOW).map(({ from }) => from / HOUR);

describe('the slots of a window', () => {
  it('are all its buckets up to the current one, with and without calls', () => {
    const slots = slotsOf(statsOf(3, [498, 500]), NOW);
    expect(slots.map(({ from, bucket: told }) => [from / HOUR, told?.calls ?? null])).toEqual([
      [497, null],
      [498, 1],
      [499, null],
      [500, 1],
    ]);
  });

  it('go on with the time in a page that stays open', () => {
    expect(hoursOf(statsOf(3, [490, 491], NOW - 9 * HOUR))).toEqual([497, 498, 499, 500]);
  });

  it('of all time begin with the first call', () => {
    expect(hoursOf(statsOf(null, [497]))).toEqual([497, 498, 499, 500]);
    expect(hoursOf(statsOf(null, []))).toEqual([500]);
  });

  it('reach as far as the service tells, though its clock is ahead', () => {
    expect(hoursOf(statsOf(2, [502]))).toEqual([500, 501, 502]);
  });

  it('follow each other, and hold each told bucket of their time once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 300, max: 500 })),
        fc.constantFrom(1, 24, 168, null),
        (told, hours) => {
          const stats = statsOf(
            hours,
            told.sort((a, b) => a - b),
          );
          const slots = slotsOf(stats, NOW);
          slots.forEach((slot, index) => expect(slot.from).toBe(index === 0 ? slot.from : slots[index - 1]?.to));
          const first = NOW - (hours ?? Infinity) * HOUR - HOUR;
          const shown = slots.flatMap((slot) => slot.bucket ?? []);
          expect(shown).toEqual(stats.series.filter(({ at }) => at > first));
        },
      ),
    );
  });
});
