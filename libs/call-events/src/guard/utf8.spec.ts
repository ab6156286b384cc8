import fc from 'fast-check';
import { RUNS } from '../testing';
import { fitsUtf8 } from './utf8';

describe('the size of a text', () => {
  it.each([
    ['', 0],
    ['aé', 3],
    ['通話', 6],
    ['👋', 4],
    ['\ud83d', 3],
    ['\udc4b\ud83d', 6],
    ['a'.repeat(300), 300],
  ])('of %j is %i bytes', (text, bytes) => {
    expect([fitsUtf8(text, bytes), fitsUtf8(text, bytes - 1)]).toEqual([true, false]);
  });

  it('is that of its encoding, whatever it says', () => {
    const codeUnit = fc.oneof(
      fc.constantFrom(0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd83d, 0xdc4b, 0xdfff, 0xe000, 0xffff),
      fc.nat(0xffff),
    );
    fc.assert(
      fc.property(fc.array(codeUnit, { maxLength: 12 }), fc.nat(40), (units, most) => {
        const text = String.fromCharCode(...units);
        expect(fitsUtf8(text, most)).toBe(Buffer.byteLength(text) <= most);
      }),
      RUNS,
    );
  });
});
