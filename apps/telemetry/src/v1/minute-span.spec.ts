import fc from 'fast-check';
import { RUNS } from '../../../../libs/call-events/src/testing';
import { minutesOf } from './minute-span';

const MINUTE = 60_000;

it('a span is its whole minutes and what is left at its ends', () => {
  expect(minutesOf({ from: 30_000, to: 200_000 })).toEqual({
    whole: { from: MINUTE, to: 3 * MINUTE },
    ends: [
      { from: 30_000, to: MINUTE },
      { from: 3 * MINUTE, to: 200_000 },
    ],
  });
  expect(minutesOf({ from: 0, to: MINUTE })).toEqual({ whole: { from: 0, to: MINUTE }, ends: [] });
  expect(minutesOf({ from: 1, to: 2 * MINUTE - 1 })).toEqual({ whole: null, ends: [{ from: 1, to: 2 * MINUTE - 1 }] });
  expect(minutesOf({ from: 5, to: 5 })).toEqual({ whole: null, ends: [] });
});

it('every moment of a span is in exactly one part of it', () => {
  const moment = fc.integer({ min: 0, max: 5 * MINUTE });
  fc.assert(
    fc.property(moment, moment, moment, (from, to, at) => {
      const { whole, ends } = minutesOf({ from, to });
      const parts = [...(whole ? [whole] : []), ...ends].filter((part) => at >= part.from && at < part.to);
      expect(parts).toHaveLength(at >= from && at < to ? 1 : 0);
    }),
    RUNS,
  );
});
