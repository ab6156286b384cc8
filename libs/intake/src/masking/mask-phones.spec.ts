import { maskParty, maskPhones } from './mask-phones';

/** Numbers with their country code, and the rest as it is dialled at home. */
const NUMBERS: readonly (readonly [country: string, trunk: string, national: string])[] = [
  ['1', '', '2065550142'],
  ['44', '0', '2079460958'],
  ['49', '0', '3012345678'],
  ['33', '0', '612345678'],
  ['353', '0', '851234567'],
  ['971', '0', '501234567'],
  ['91', '0', '9812345678'],
  ['47', '', '41234567'],
];

/** As people, machines and speech recognisers write them. */
const SPELLINGS: readonly ((country: string, trunk: string, national: string) => string)[] = [
  (c, _t, n) => `+${c}${n}`,
  (c, _t, n) => `00${c}${n}`,
  (c, _t, n) => `${c}${n}`,
  (_c, t, n) => `${t}${n}`,
  (c, _t, n) => `+${c} ${groups(n, ' ')}`,
  (c, _t, n) => `+${c}-${groups(n, '-')}`,
  (c, _t, n) => `+${c}.${groups(n, '.')}`,
  (c, _t, n) => `+${c} (0)${groups(n, ' ')}`,
  (_c, t, n) => `(${t}${n.slice(0, 3)}) ${groups(n.slice(3), '-')}`,
  (_c, t, n) => `${t}${n.slice(0, 3)}/${n.slice(3)}`,
  (c, _t, n) => `tel:+${c}${n}`,
  (c, _t, n) => `sip:+${c}${n}@carrier.example`,
  (c, _t, n) => `whatsapp:+${c}${n}`,
  (c, _t, n) => `+ ${c} ${n}`,
  (c, _t, n) => `+(${c}) ${n}`,
  (c, _t, n) => `\uff0b${c}${n}`,
  (_c, t, n) => Array.from(`${t}${n}`).join(' '),
  (_c, t, n) => Array.from(`${t}${n}`).join(', '),
  (_c, t, n) => `${t}${groups(n, '\u2011')}`,
  (_c, t, n) => `${t}${groups(n, '\u00a0')}`,
  (_c, t, n) => `${t}${groups(n, ' - ')}`,
  (_c, t, n) => `${t}${n}x12`,
  (_c, t, n) => `tel${t}${n}`,
  (c, _t, n) => `?to=%2B${c}${n}`,
  (c, _t, n) => `{"phone":"\\u002B${c}${n}"}`,
];

const CORPUS = NUMBERS.flatMap((number) => SPELLINGS.map((spell) => [spell(...number), number[2]] as const));

function groups(digits: string, by: string): string {
  return (digits.match(/\d{1,3}/g) ?? []).join(by);
}

const digitsIn = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

describe('a masked number', () => {
  it('is looked for in two hundred spellings', () => {
    expect(new Set(CORPUS.map(([text]) => text)).size).toBeGreaterThanOrEqual(190);
    expect(CORPUS).toHaveLength(200);
  });

  it.each(CORPUS)('in %s says no more than the country and the last two digits', (spelled, national) => {
    for (const text of [spelled, `Please call ${spelled}, at 10:30.`, `${spelled}\n${spelled}`]) {
      const masked = maskPhones(text);
      expect(digitsIn(masked)).not.toContain(national.slice(-5));
      expect(digitsIn(masked)).not.toContain(national.slice(0, 6));
      expect(masked).toContain(`***${national.slice(-2)}`);
    }
  });

  it.each([
    ['+12065550142', '+1***42'],
    ['0044 20 7946 0958', '+44***58'],
    ['(206) 555-0142', '***42'],
    ['sip:+353851234567@x.example', 'sip:+353***67@x.example'],
    ['\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667', '***\u0666\u0667'],
  ])('%s becomes %s', (text, masked) => {
    expect(maskPhones(text)).toBe(masked);
  });
});

describe('what is no number', () => {
  it.each([
    'I have 3 cats and 12 dogs, since 1998.',
    'on 2026-05-12 at 10:30:45, until 2026-05-12T10:30:00.123Z',
    'born 12.05.1987 or 05/12/1987',
    '550e8400-e29b-41d4-a716-446655440000',
    'https://api.example/Recordings/RE4fa1234567b8c90d1e2f3a4b5c6d7e8f',
    'order 123456',
    '',
  ])('stays: %s', (text) => {
    expect(maskPhones(text)).toBe(text);
  });

  it('takes a time that grows with the length of the text', () => {
    for (const piece of ['a', '1', '1 ', 'a1', '1a', '-', '(', '+', '%2b', '2026-05-12 ', '550e8400-', '\\u002b']) {
      const began = performance.now();
      maskPhones(piece.repeat(Math.ceil(400_000 / piece.length)));
      // Some ms; with the square of the length it would be minutes. No measure of speed.
      expect(performance.now() - began).toBeLessThan(20_000);
    }
  });
});

describe('the party of a call', () => {
  it.each([
    ['72345', '***45'],
    ['101', '101'],
    ['sip:ada@example.org', 'sip:ada@example.org'],
    ['***0142', '***0142'],
    ['sha256:0123456789', 'sha256:0123456789'],
    ['+1***42', '+1***42'],
    ['anonymous', 'anonymous'],
  ])('%s is shown as %s', (party, masked) => {
    expect(maskParty(party)).toBe(masked);
  });
});
