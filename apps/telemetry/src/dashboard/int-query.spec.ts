import { intQuery } from './int-query';

describe('a whole number of a query', () => {
  it.each([
    ['1', 1],
    ['1000', 1_000],
    ['007', 7],
  ])('is %s as it stands there', (text, number) => {
    expect(intQuery(text, 50, 1, 1_000)).toBe(number);
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['under its limit', '0'],
    ['over its limit', '1001'],
    ['negative', '-1'],
    ['a fraction', '1.5'],
    ['a power', '1e2'],
    ['in hex', '0x10'],
    ['with a blank', ' 5'],
    ['a word', 'all'],
    ['in other digits', '٣'],
    ['longer than any number', '1'.repeat(17)],
    ['given twice', ['5', '6']],
    ['nested', { a: '5' }],
  ])('is its default when it is %s', (_what, value) => {
    expect(intQuery(value, 50, 1, 1_000)).toBe(50);
  });

  it('may be 0 where 0 is allowed', () => {
    expect(intQuery('0', 7, 0, 10)).toBe(0);
    expect(intQuery('9007199254740991', 7, 0, Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(intQuery('9007199254740992', 7, 0, Number.MAX_SAFE_INTEGER)).toBe(7);
  });
});
