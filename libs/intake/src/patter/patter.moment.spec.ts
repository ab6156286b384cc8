import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { momentMs } from './patter.moment';

const RECEIVED = Date.UTC(2026, 4, 13);
const DAY = 86_400_000;

describe('a moment that a Patter SDK tells', () => {
  it.each<[string, number | string | null | undefined, number | null]>([
    ['seconds', 1_778_625_078, 1_778_625_078_000],
    ['seconds with a fraction, to the millisecond', 1_778_625_238.1373284, 1_778_625_238_137],
    ['milliseconds', 1_778_625_002_728, 1_778_625_002_728],
    ['milliseconds with a fraction', 1_778_625_002_728.6, 1_778_625_002_729],
    ['ISO 8601', '2026-05-12T22:30:00.302Z', Date.UTC(2026, 4, 12, 22, 30, 0, 302)],
    ['ISO 8601 with an offset', '2026-05-12T22:30:00+02:00', Date.UTC(2026, 4, 12, 20, 30)],
    ['0, which means no time', 0, null],
    ['nothing', null, null],
    ['not at all', undefined, null],
    ['the last second before 2000', 946_684_799, null],
    ['the first second of 2000', 946_684_800, 946_684_800_000],
    ['one day from now', RECEIVED + DAY, RECEIVED + DAY],
    ['a little more than a day from now', RECEIVED + DAY + 1, null],
    ['the year 5138, in seconds', 99_999_999_999, null],
    ['1973, in milliseconds', 1e11, null],
    ['the far future', 1e300, null],
    ['the far future, written out', '9999-12-31T23:59:59Z', null],
  ])('as %s', (_how, value, ms) => {
    expect(momentMs(value, RECEIVED)).toBe(ms);
  });

  it('is the same in seconds, in milliseconds and written out', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0), max: RECEIVED + DAY }), (ms) => {
        const told = [ms, ms / 1_000, new Date(ms).toISOString()].map((value) => momentMs(value, RECEIVED));
        expect(told).toEqual([ms, ms, ms]);
      }),
      RUNS,
    );
  });
});
