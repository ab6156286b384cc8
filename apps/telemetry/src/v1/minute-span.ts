const MINUTE_MS = 60_000;

/** [from, to) in epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A span as the whole minutes in it, which are summed up already, and what is left of it at its ends. */
export function minutesOf({ from, to }: Span): { readonly whole: Span | null; readonly ends: readonly Span[] } {
  const [first, last] = [Math.ceil(from / MINUTE_MS) * MINUTE_MS, Math.floor(to / MINUTE_MS) * MINUTE_MS];
  if (first >= last) return { whole: null, ends: from < to ? [{ from, to }] : [] };
  const ends = [
    { from, to: first },
    { from: last, to },
  ];
  return { whole: { from: first, to: last }, ends: ends.filter((end) => end.from < end.to) };
}
