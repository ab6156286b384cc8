import { perLanguage } from '../words/language';

/** A number with its unit apart, so that the page can set the unit quieter than the number. */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

const numbers = (look: Intl.NumberFormatOptions): (() => Intl.NumberFormat) =>
  perLanguage((locale) => new Intl.NumberFormat(locale, look));
const decimals = (digits: number): (() => Intl.NumberFormat) =>
  numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits });

const whole = numbers({ maximumFractionDigits: 0 });
const tenths = decimals(1);
const thousandths = decimals(3);
const exact = numbers({ maximumFractionDigits: 3, useGrouping: false });
const share = numbers({ style: 'percent', maximumFractionDigits: 0 });
const exactShare = numbers({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** From here on a latency is no longer part of the percentiles and is told in seconds. */
export const LONG_LATENCY_MS = 60_000;

export function formatCount(count: number): string {
  return whole().format(count);
}

export function formatShare(ratio: number): string {
  return share().format(ratio);
}

/** With one decimal: of a part that may be small. */
export function formatExactShare(ratio: number): string {
  return exactShare().format(ratio);
}

/** One decimal. */
export function formatTenths(value: number): string {
  return tenths().format(value);
}

/** Three decimals: seconds to the millisecond. */
export function formatThousandths(value: number): string {
  return thousandths().format(value);
}

/** As exact as it was told, to a thousandth. */
export function formatExact(value: number): string {
  return exact().format(value);
}

export function latencyQuantity(ms: number): Quantity {
  return ms >= LONG_LATENCY_MS ? { value: formatTenths(ms / 1000), unit: 's' } : { value: formatCount(ms), unit: 'ms' };
}

export function formatLatency(ms: number): string {
  const { value, unit } = latencyQuantity(ms);
  return `${value} ${unit}`;
}

/** The value as it was measured, for titles: a rounded number must not be the only one. */
export function exactLatency(ms: number): string {
  return `${formatExact(ms)} ms`;
}
