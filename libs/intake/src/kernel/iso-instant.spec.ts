import { isoInstantMs } from './iso-instant';

describe('isoInstantMs', () => {
  it.each([
    ['2026-05-13T10:00:00Z', Date.UTC(2026, 4, 13, 10)],
    ['2026-05-13T10:00Z', Date.UTC(2026, 4, 13, 10)],
    ['2026-05-13T10:00:00.25Z', Date.UTC(2026, 4, 13, 10, 0, 0, 250)],
    ['2026-05-13T10:00:00.123456789Z', Date.UTC(2026, 4, 13, 10, 0, 0, 123)],
    ['2026-05-13T10:00:00.137328+00:00', Date.UTC(2026, 4, 13, 10, 0, 0, 137)],
    ['2026-05-13T12:00:00+02:00', Date.UTC(2026, 4, 13, 10)],
    ['2026-05-13T05:30:00-0430', Date.UTC(2026, 4, 13, 10)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ])('reads %s', (text, ms) => {
    expect(isoInstantMs(text)).toBe(ms);
  });

  it.each([
    ['a date alone', '2026-05-13'],
    ['no zone: whose time is it?', '2026-05-13T10:00:00'],
    ['words', 'yesterday'],
    ['another notation', 'Wed, 13 May 2026 10:00:00 GMT'],
    ['digits', '1778627000000'],
    ['the thirteenth month', '2026-13-01T00:00:00Z'],
    ['30 February', '2026-02-30T00:00:00Z'],
    ['29 February of a year that has none', '2026-02-29T00:00:00Z'],
    ['day 0', '2026-05-00T00:00:00Z'],
    ['25 o’clock', '2026-05-13T25:00:00Z'],
    ['white space around', ' 2026-05-13T10:00:00Z'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(isoInstantMs(text)).toBeNull();
  });
});
