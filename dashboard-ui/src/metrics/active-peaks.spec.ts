import fc from 'fast-check';
import { aCallRow } from '../testing/a-call-row';
import { activePeaks } from './active-peaks';

const slotsOf = (count: number) => Array.from({ length: count }, (_, at) => ({ from: at * 10, to: at * 10 + 10, bucket: null })); // prettier-ignore
const call = (started_at: number, ended_at: number | null) =>
  aCallRow({ started_at, ended_at, live: ended_at === null });
const peaksOf = (calls: [number, number | null][], count = 5): number[] => [
  ...activePeaks(
    calls.map(([from, to]) => call(from, to)),
    slotsOf(count),
    true,
  ).values(),
];

it('holds the level from change to change and tells the most of each slot', () => {
  expect(peaksOf([])).toEqual([0, 0, 0, 0, 0]);
  expect(peaksOf([[12, 31], [15, 18], [18, 19], [33, null]])).toEqual([0, 2, 1, 1, 1]); // prettier-ignore
  expect(peaksOf([[-50, null], [-40, -30], [-50, 25]])).toEqual([2, 2, 2, 1, 1]); // prettier-ignore
});

it('is what counting the calls of every instant says', () => {
  const some = fc.array(fc.tuple(fc.integer({ min: -20, max: 49 }), fc.option(fc.integer({ min: 1, max: 30 }))), { maxLength: 20 }); // prettier-ignore
  fc.assert(
    fc.property(some, (made) => {
      const calls = made.map(([from, long]): [number, number | null] => [from, long === null ? null : from + long]);
      const at = (instant: number): number =>
        calls.filter(([from, to]) => from <= instant && (to === null || instant < to)).length;
      const counted = slotsOf(5).map(({ from }) => Math.max(...Array.from({ length: 10 }, (_, i) => at(from + i))));
      expect(peaksOf(calls)).toEqual(counted);
    }),
  );
});

it('says nothing of the time before the calls that the board holds', () => {
  const many = [call(21, 25), call(21, 29), call(8, null)];
  const told = (whole: boolean) => [...activePeaks(many, slotsOf(5), whole)];
  // In the slot of the first end another one may have been active before it.
  expect(told(false)).toEqual([[30, 1], [40, 1]]); // prettier-ignore
  expect(told(true)).toHaveLength(5);
  expect([...activePeaks([call(1, null)], slotsOf(5), false)]).toEqual([[40, 1]]);
});

it('leaves out a call whose start nobody told', () => {
  expect(activePeaks([aCallRow({ live: true })], slotsOf(1), true).get(0)).toBe(0);
});
