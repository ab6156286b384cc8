import fc from 'fast-check';
import { addNano, MAX_AMOUNT_NANO_USD, NANO_PER_USD, nanoFromUsd, subtractNano, usdFromNano } from './money';
import { RUNS } from './testing';

/**
 * The same by writing: move the point nine places to the right, cut there, and round by the next digit. `exponent` is
 * that of the decimal notation.
 */
function byWriting(whole: string, fraction: string, exponent: number): bigint {
  const digits = whole + fraction;
  const point = whole.length + exponent + 9;
  if (point < 0) return 0n;
  const padded = digits.padEnd(point + 1, '0');
  const kept = BigInt(padded.slice(0, point) || '0');
  return padded.charAt(point) >= '5' ? kept + 1n : kept;
}

const written = fc.record({
  whole: fc.stringMatching(/^\d{1,9}$/),
  fraction: fc.stringMatching(/^\d{0,15}$/),
  exponent: fc.option(fc.integer({ min: -20, max: 12 })),
  sign: fc.constantFrom('', '+'),
  letter: fc.constantFrom('e', 'E'),
});

const limit = BigInt(MAX_AMOUNT_NANO_USD);

describe('nanoFromUsd', () => {
  it('takes a decimal text for exactly what it says, to the nano', () => {
    fc.assert(
      fc.property(written, ({ whole, fraction, exponent, sign, letter }) => {
        const power = exponent === null ? '' : `${letter}${exponent < 0 ? '' : sign}${exponent}`;
        const expected = byWriting(whole, fraction, exponent ?? 0);
        const text = `${whole}${fraction === '' ? '' : `.${fraction}`}${power}`;
        expect(nanoFromUsd(text)).toBe(expected > limit ? null : Number(expected));
      }),
      RUNS,
    );
  });

  it('takes a number for the decimal that it is written as', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9e6, noNaN: true }), (usd) => {
        const [mantissa = '', exponent = '0'] = String(usd).split('e');
        const [whole = '', fraction = ''] = mantissa.split('.');
        expect(nanoFromUsd(usd)).toBe(Number(byWriting(whole, fraction, Number(exponent))));
        expect(nanoFromUsd(String(usd))).toBe(nanoFromUsd(usd));
      }),
      RUNS,
    );
  });

  it.each<[number | string, number]>([
    [0, 0],
    [-0, 0],
    [0.1, 100_000_000],
    [0.000405, 405_000],
    [6e-8, 60],
    ['0.00000006', 60],
    ['1.', 1_000_000_000],
    ['007', 7_000_000_000],
    ['1e-9', 1],
    ['1E+2', 100_000_000_000],
    ['0.0000000005', 1],
    ['0.00000000049999', 0],
    ['0.0000000015', 2],
    ['0.0000000025', 3],
    ['1e-300', 0],
    [9_000_000, MAX_AMOUNT_NANO_USD],
    ['9000000.0000000004', MAX_AMOUNT_NANO_USD],
    ['9e6', MAX_AMOUNT_NANO_USD],
  ])('makes %j %d nano-USD', (usd, nano) => {
    expect(nanoFromUsd(usd)).toBe(nano);
  });

  it.each<[number | string]>([
    [-1],
    [-1e-12],
    ['-0'],
    [NaN],
    [Infinity],
    [9_000_000.01],
    ['9000000.0000000005'],
    ['1e7'],
    ['1e999'],
    [''],
    [' 1'],
    ['1\n'],
    ['+1'],
    ['.5'],
    ['.'],
    ['1,5'],
    ['1_000'],
    ['0x10'],
    ['1e'],
    ['1e1.5'],
    ['1e1000'],
    ['١'],
    ['12 USD'],
    ['Infinity'],
  ])('refuses %j', (usd) => {
    expect(nanoFromUsd(usd)).toBeNull();
  });
});

describe('usdFromNano', () => {
  it('comes back by nanoFromUsd while a double holds the nano', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (nano) => {
        expect(nanoFromUsd(usdFromNano(nano))).toBe(nano);
      }),
      RUNS,
    );
  });

  it('is the double nearest to the amount, however large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (nano) => {
        const text = nano.toString();
        expect(usdFromNano(text)).toBe(Number(`${text}e-9`));
      }),
      RUNS,
    );
  });

  it.each([
    [0, 0],
    [1, 1e-9],
    [NANO_PER_USD, 1],
    ['1343608000', 1.343608],
    ['12345678901234567890', 12345678901.234568],
  ])('writes %p nano as %p USD', (nano, usd) => {
    expect(usdFromNano(nano)).toBe(usd);
  });
});

describe('sums of nano-USD', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: MAX_AMOUNT_NANO_USD }), { maxLength: 50 });

  it('are exact beyond what a double holds', () => {
    fc.assert(
      fc.property(amounts, (list) => {
        const sum = list.reduce<string>((total, nano) => addNano(total, nano), '0');
        expect(BigInt(sum)).toBe(list.reduce((total, nano) => total + BigInt(nano), 0n));
      }),
      RUNS,
    );
    expect(addNano('9007199254740993', 1)).toBe('9007199254740994');
  });

  it('give back, by subtracting, what was there before', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: MAX_AMOUNT_NANO_USD }), (list, more) => {
        const sum = list.reduce<string>((total, nano) => addNano(total, nano), '0');
        expect(subtractNano(addNano(sum, more), more)).toBe(sum);
        expect(subtractNano(addNano(sum, sum), sum)).toBe(sum);
      }),
      RUNS,
    );
  });
});
