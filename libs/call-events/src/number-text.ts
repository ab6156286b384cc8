/** Whole tenths below this are remembered: six seconds and a half in ms. */
const REMEMBERED = 65_536;
const tenths = new Array<string | undefined>(REMEMBERED).fill(undefined);

/**
 * A number as JSON. To find the shortest decimal of a double takes longer than all else that is done with one; latencies
 * are told in ms with one decimal, so that there are few of them, told over and over.
 */
export function numberText(value: number): string {
  const tenth = Math.round(value * 10);
  if (tenth >= 0 && tenth < REMEMBERED && tenth / 10 === value) return (tenths[tenth] ??= String(value));
  return Number.isFinite(value) ? String(value) : 'null';
}
