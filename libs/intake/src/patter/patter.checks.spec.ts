import { isIsoInstant } from './patter.checks';

describe('an ISO 8601 instant', () => {
  it.each([
    '2026-05-12T22:30:00Z',
    '2026-05-12T22:30Z',
    '2026-05-12T22:30:00.302Z',
    '2026-05-12T22:30:00.137328+00:00',
    '2026-05-12T22:30:00.123456789-0530',
  ])('is %s', (text) => {
    expect(isIsoInstant(text)).toBe(true);
  });

  it.each([
    ['without a zone', '2026-05-12T22:30:00'],
    ['a day', '2026-05-12'],
    ['another notation', 'Tue, 12 May 2026 22:30:00 GMT'],
    ['a month that is none', '2026-13-12T22:30:00Z'],
    ['an hour that is none', '2026-05-12T25:30:00Z'],
    ['with something around', ' 2026-05-12T22:30:00Z'],
    ['a number', '1778625078'],
    ['nothing', ''],
  ])('is not %s', (_what, text) => {
    expect(isIsoInstant(text)).toBe(false);
  });

  it('is not a day that its month does not have', () => {
    expect(isIsoInstant('2026-02-30T00:00:00Z')).toBe(false);
  });
});
