import { formatOf, spanOf } from './span-query';

const at = (from: unknown): number | undefined => spanOf({ from }).from;

describe('the span of an export or of costs', () => {
  it('is open where nothing is asked for', () => {
    expect(spanOf({})).toEqual({});
    expect(spanOf({ from: '', to: '' })).toEqual({});
  });

  it.each<[string, string]>([
    ['1778627000', '2026-05-12T23:03:20.000Z'],
    ['1778627000.25', '2026-05-12T23:03:20.250Z'],
    ['2026-05-12', '2026-05-12T00:00:00.000Z'],
    ['2026-05-12T23:03', '2026-05-12T23:03:00.000Z'],
    ['2026-05-12T23:03:20', '2026-05-12T23:03:20.000Z'],
    ['2026-05-12T23:03:20.123456+02:00', '2026-05-12T21:03:20.123Z'],
    ['2026-05-12T23:03:20 02:00', '2026-05-12T21:03:20.000Z'],
    ['2026-05-12T23:03:20Z', '2026-05-12T23:03:20.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(at(text)).toBe(Date.parse(iso));
  });

  it.each([
    '2026-13-45',
    '2026-02-30',
    '2026-05-12T25:00Z',
    'yesterday',
    '-5',
    '1e9',
    '1778627000000',
    '\0',
    ['1', '2'],
    { a: '1' },
  ])('refuses %j and names the field', (value) => {
    expect(() => at(value)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 400, code: 'invalid_query', field: 'from' }),
      }),
    );
  });
});

describe('the format of an export', () => {
  it('is JSON unless CSV is asked for', () => {
    expect([formatOf({}), formatOf({ format: 'json' }), formatOf({ format: 'csv' })]).toEqual(['json', 'json', 'csv']);
  });

  it.each(['xml', 'CSV', ['csv', 'json']])('refuses %j', (format) => {
    expect(() => formatOf({ format })).toThrow(/^format must/);
  });
});
