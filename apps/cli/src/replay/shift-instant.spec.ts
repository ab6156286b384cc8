import fc from 'fast-check';
import { shiftInstant } from './shift-instant';

describe('shiftInstant', () => {
  it('adds milliseconds to milliseconds', () => {
    expect(shiftInstant(1778625002728, 123_456)).toBe(1778625126184);
  });

  it('adds milliseconds to seconds without the noise of floating point', () => {
    expect(1778625078.074 + 100015.839).not.toBe(1778725093.913);
    expect(shiftInstant(1778625078.074, 100_015_839)).toBe(1778725093.913);
  });

  it('keeps as many decimals as there were', () => {
    expect(shiftInstant(1778625238.137328, 1_001)).toBe(1778625239.138328);
    expect(shiftInstant(1778625002728.25, -1)).toBe(1778625002727.25);
  });

  it('gives whole seconds the milliseconds of the shift', () => {
    expect(shiftInstant(1778625078, 1_500)).toBe(1778625079.5);
  });

  it.each([[0], [-1], [null], [undefined], ['1778625078'], [true], [1e300]])(
    'leaves %p, which is no instant',
    (value) => {
      expect(shiftInstant(value, 5_000)).toBe(value);
    },
  );

  const milliseconds = fc.integer({ min: 1e12, max: 4e12 });
  const shift = fc.integer({ min: -9e11, max: 9e11 });

  it('moves seconds exactly as it moves the same instant in milliseconds', () => {
    fc.assert(
      fc.property(milliseconds, shift, (ms, shiftMs) => {
        expect(shiftInstant(ms, shiftMs)).toBe(ms + shiftMs);
        expect(shiftInstant(ms / 1000, shiftMs)).toBe((ms + shiftMs) / 1000);
      }),
    );
  });

  it('comes back by the opposite shift', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e9, max: 4e9, noNaN: true }),
        fc.integer({ min: -9e11, max: 9e11 }),
        (s, shiftMs) => {
          expect(shiftInstant(shiftInstant(s, shiftMs), -shiftMs)).toBeCloseTo(s, 5);
        },
      ),
    );
  });
});
