import { aCallStarted, anEnd, stored } from '../../call-events/src/testing';
import { numberOf, tellsOfNumber } from './parties';

describe('a number', () => {
  it.each([
    '+12065550142',
    '0012065550142',
    '+1 (206) 555-0142',
    'tel:+1-206-555-0142',
    'sip:12065550142@carrier.example;user=phone',
    ' whatsapp:+1.206.555.0142 ',
  ])('%s is always the same', (text) => {
    expect(numberOf(text)).toBe('12065550142');
  });

  it.each(['ada', '', '+1***42', 'sip:ada@example.org', '12', 'call 5550142'])('%s is none', (text) => {
    expect(numberOf(text)).toBeNull();
  });
});

it('is told by the parties of an event, and by those of its report', () => {
  const [one, other, end] = stored([
    aCallStarted({ direction: 'inbound', to: '+1 206 555 0142' }),
    aCallStarted({ direction: 'inbound', from: '+112065550142' }),
    anEnd({ report: { callee: '0012065550142' } }),
  ]);
  expect([one, other, end].map((event) => tellsOfNumber(event!, '12065550142'))).toEqual([true, false, true]);
});
