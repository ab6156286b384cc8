import type { Stats } from '@callscope/call-state';

/** The ranges that figures can be of; the last is all time. */
export const WINDOWS = ['1h', '24h', '7d', '30d', 'all'] as const;
export type WindowName = (typeof WINDOWS)[number];

/** Of all but the last. */
const HOURS = [1, 24, 168, 720];

export const DEFAULT_WINDOW: WindowName = '24h';

export function windowNamed(name: string | null): WindowName {
  return WINDOWS.find((each) => each === name) ?? DEFAULT_WINDOW;
}

/** The range that figures are of; in whole minutes it may be one longer. */
export function windowOf({ from, to }: Stats['window']): WindowName {
  const hours = from === null || to === null ? Infinity : (to - from) / 3_600_000;
  return WINDOWS[HOURS.findIndex((most) => hours < most + 1)] ?? 'all';
}
