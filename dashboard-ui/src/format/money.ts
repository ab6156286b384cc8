import { perLanguage } from '../words/language';

function dollars(digits: number): () => Intl.NumberFormat {
  const look = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return perLanguage((locale) => new Intl.NumberFormat(locale, { ...look, ...places }));
}

const cents = dollars(2);
const listed = dollars(4);
const exact = dollars(6);

/** Four decimals: what a call costs, in a list. */
export function formatCost(usd: number): string {
  return listed().format(usd);
}

/** Six decimals: the finest that a source reports. */
export function formatExactCost(usd: number): string {
  return exact().format(usd);
}

/** Cents once there is a dollar; below it cents would hide most of the sum. */
export function formatTotalCost(usd: number): string {
  return (usd >= 1 ? cents : listed)().format(usd);
}
