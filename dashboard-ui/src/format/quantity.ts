/** A number with its unit apart, so that the page can set the unit quieter than the number. */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

const LOCALE = 'en-US';
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });

/** From here on a latency is no longer part of the percentiles and is told in seconds. */
export const LONG_LATENCY_MS = 60_000;

export function formatCount(count: number): string {
  return whole.format(count);
}

export function formatShare(ratio: number): string {
  return share.format(ratio);
}

export function latencyQuantity(ms: number): Quantity {
  return ms >= LONG_LATENCY_MS
    ? { value: tenths.format(ms / 1000), unit: 's' }
    : { value: whole.format(ms), unit: 'ms' };
}

export function formatLatency(ms: number): string {
  const { value, unit } = latencyQuantity(ms);
  return `${value} ${unit}`;
}

/** The value as it was measured, for titles: a rounded number must not be the only one. */
export function exactLatency(ms: number): string {
  return `${Math.round(ms * 1000) / 1000} ms`;
}
