import { activePeaks } from './active-peaks';
import type { Slot } from './slots';

const response_ms = { n: 0, p50: null, p95: null, p99: null };

/** Peaks that the service told, slot by slot; null: it told nothing. */
const slotsOf = (...told: (number | null)[]): Slot[] =>
  told.map((active_peak, at) => {
    const bucket = active_peak === null ? null : { at: at * 10, calls: 0, cost_usd: null, response_ms, active_peak };
    return { from: at * 10, to: at * 10 + 10, bucket };
  });
const peaksOf = (activeNow: number, ...told: (number | null)[]): number[] => [
  ...activePeaks(slotsOf(...told), activeNow).values(),
];

it('are those that the service tells', () => {
  expect([...activePeaks(slotsOf(2, 5, 0), 0)]).toEqual([
    [0, 2],
    [10, 5],
    [20, 0],
  ]);
});

it('are what is active now since the service told something last, and none where it told nothing before', () => {
  expect(peaksOf(3, null, 4, null, 5, null, null)).toEqual([0, 4, 0, 5, 3, 3]);
  expect(peaksOf(0, null, 4, null)).toEqual([0, 4, 0]);
  expect(peaksOf(2, null, null)).toEqual([2, 2]);
  expect(peaksOf(2)).toEqual([]);
});
