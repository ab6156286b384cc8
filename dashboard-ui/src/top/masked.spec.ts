import fc from 'fast-check';
import { phoneGroups } from '../format/phone-number';
import { maskedGroups } from './masked';

const masked = (number: string): string => maskedGroups(phoneGroups(number)).join(' ');

describe('a masked number', () => {
  it.each([
    ['+12125550117', '+1 ••• ••• 0117'],
    ['+493023125044', '+49 ••• ••• 5044'],
    ['+15550117', '+1 ••• 0117'],
    ['sip:alice@example.org', '•••:•••••@••••••e.org'],
    ['12125550117', '•••••••0117'],
    ['1001', '1001'],
  ])('%s is shown as %s', (number, shown) => {
    expect(masked(number)).toBe(shown);
  });

  it('is as wide as the number, and shows of it at most four signs after the country code', () => {
    const number = fc.stringMatching(/^\+\d{8,15}$/);
    fc.assert(
      fc.property(number, (told) => {
        const groups = phoneGroups(told);
        const shown = maskedGroups(groups);
        expect(shown.map((group) => group.length)).toEqual(groups.map((group) => group.length));
        expect(shown.slice(1).join('')).toMatch(/^•*\d{4}$/);
        expect(told.endsWith(shown.join('').slice(-4))).toBe(true);
      }),
    );
  });
});
