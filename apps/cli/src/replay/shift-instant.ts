/** A number from here on is milliseconds since 1970, below it seconds (1e11 s is the year 5138, 1e11 ms is 1973). */
export const FIRST_MILLISECOND_VALUE = 1e11;

/** The last millisecond a Date can hold. */
export const LAST_MILLISECOND_VALUE = 8.64e15;

/**
 * Moves one instant by whole milliseconds, in its own unit. What is no instant (0 = "no time", text, null) stays.
 *
 * The sum is made in decimal digits: in floating point 1778625078.074 + 100015.839 is 1778725093.9129999.
 */
export function shiftInstant(value: unknown, shiftMs: number): unknown {
  if (typeof value !== 'number' || value < 1 || value > LAST_MILLISECOND_VALUE) return value;
  const millisecondDecimals = value < FIRST_MILLISECOND_VALUE ? 3 : 0;
  const [whole = '', fraction = ''] = String(value).split('.');
  const decimals = Math.max(fraction.length, millisecondDecimals);
  const digits = BigInt(whole + fraction.padEnd(decimals, '0'));
  const shift = BigInt(shiftMs) * 10n ** BigInt(decimals - millisecondDecimals);
  return Number(`${digits + shift}e-${decimals}`);
}
