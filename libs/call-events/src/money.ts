/** Money is kept in integer nano-USD: one cached realtime text token costs 60 of them. */
export const NANO_PER_USD = 1_000_000_000;

/** The largest amount of one event: 9 000 000 USD, which a double still holds to the nano. */
export const MAX_AMOUNT_NANO_USD = 9_000_000 * NANO_PER_USD;

const MAX_CHARACTERS = 64;

/**
 * A decimal amount of USD as integer nano-USD, rounded half away from zero; null when it is no amount that we keep
 * (not a plain decimal, negative, or above 9 000 000 USD). Works on the decimal digits, so 0.1 is exactly 100 000 000.
 */
export function nanoFromUsd(usd: number | string): number | null {
  const text = String(usd);
  // The work grows with the square of the digits; no price has so many.
  if (text.length > MAX_CHARACTERS) return null;
  const match = /^(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? '';
  const shift = 9 - fraction.length + Number(match[3] ?? 0);
  const digits = BigInt((match[1] ?? '') + fraction);
  const nano = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedDivision(digits, 10n ** BigInt(-shift));
  return nano <= BigInt(MAX_AMOUNT_NANO_USD) ? Number(nano) : null;
}

function roundedDivision(value: bigint, divisor: bigint): bigint {
  return (value * 2n + divisor) / (divisor * 2n);
}

/** A sum of nano-USD of any size, as decimal text: sums of many calls pass what a double holds exactly. */
export type NanoSum = string;

export function addNano(sum: NanoSum, more: NanoSum | number): NanoSum {
  const [a, b] = [Number(sum), Number(more)];
  return areExact(a, b, a + b) ? String(a + b) : (BigInt(sum) + BigInt(more)).toString();
}

export function subtractNano(sum: NanoSum, less: NanoSum | number): NanoSum {
  const [a, b] = [Number(sum), Number(less)];
  return areExact(a, b, a - b) ? String(a - b) : (BigInt(sum) - BigInt(less)).toString();
}

/** The money of one call nearly always fits a double, which reckons several times faster than a `BigInt`. */
function areExact(a: number, b: number, result: number): boolean {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(result);
}

/** For people and for JSON: the nearest double of the amount in USD. */
export function usdFromNano(nano: NanoSum | number): number {
  const amount = Number(nano);
  // A quotient of two exact numbers is already the nearest double.
  if (Number.isSafeInteger(amount)) return amount / NANO_PER_USD;
  const text = BigInt(nano).toString().padStart(10, '0');
  return Number(`${text.slice(0, -9)}.${text.slice(-9)}`);
}
