import fc from 'fast-check';
import { phoneGroups } from './phone-number';

describe('phoneGroups', () => {
  it.each([
    ['+12065550142', ['+1', '206', '555', '0142']],
    ['+442079460123', ['+44', '207', '946', '0123']],
    ['+15550100', ['+1', '555', '0100']],
    ['+353871234567', ['+353', '871', '234', '567']],
    ['sip:desk@example.org', ['sip:desk@example.org']],
    ['+1 ••• ••• 0142', ['+1 ••• ••• 0142']],
  ])('cuts %s', (number, groups) => {
    expect(phoneGroups(number)).toEqual(groups);
  });

  it('never loses or adds a character', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+\d{1,16}$/), (number) => phoneGroups(number).join('') === number));
  });
});
