/** The ranges that figures can be of; the last is all time. */
export const WINDOWS = ['1h', '24h', '7d', '30d', 'all'] as const;
export type WindowName = (typeof WINDOWS)[number];

export const DEFAULT_WINDOW: WindowName = '24h';

export function windowNamed(name: string | null): WindowName {
  return WINDOWS.find((each) => each === name) ?? DEFAULT_WINDOW;
}
