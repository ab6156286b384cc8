/** Rows that are in sight, from `first` up to and without `end`. */
export interface Sight {
  readonly first: number;
  readonly end: number;
}

/** Rows above and below the visible ones: a turn of the wheel finds them drawn. */
const SPARE = 10;

/** `top` and `bottom`: the visible part, in px from the first row's top. Never more than is there. */
export function inSight(top: number, bottom: number, rowHeight: number, count: number): Sight {
  const within = (row: number): number => Math.min(count, Math.max(0, row));
  return {
    first: within(Math.floor(top / rowHeight) - SPARE),
    end: within(Math.ceil(bottom / rowHeight) + SPARE),
  };
}

/** The rows to draw, in their order: those in sight, and those that must not lose the focus. */
export function drawnRows({ first, end }: Sight, kept: readonly number[], count: number): number[] {
  const rows = Array.from({ length: Math.max(0, Math.min(end, count) - first) }, (_, row) => first + row);
  const others = kept.filter((row) => row >= 0 && row < count && (row < first || row >= end));
  return [...new Set([...rows, ...others])].sort((a, b) => a - b);
}
