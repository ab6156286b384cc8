const LOCALE = 'en-US';

function dollars(digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(LOCALE, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

const cents = dollars(2);
const listed = dollars(4);
const exact = dollars(6);

/** Four decimals: what a call costs, in a list. */
export function formatCost(usd: number): string {
  return listed.format(usd);
}

/** Six decimals: the finest that a source reports. */
export function formatExactCost(usd: number): string {
  return exact.format(usd);
}

/** Cents once there is a dollar; below it cents would hide most of the sum. */
export function formatTotalCost(usd: number): string {
  return usd >= 1 ? cents.format(usd) : listed.format(usd);
}
