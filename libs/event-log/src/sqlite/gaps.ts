/** Positions in a row, the first and the last included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Positions at which nothing stands, and rightly so: trimmed, or passed over when history was lost, so that none is used
 * twice. Every other position up to the head has its row.
 */
export class Gaps {
  /** @param ranges in order, none within another. */
  constructor(private readonly ranges: readonly Range[]) {}

  /** The lowest position above this one that must have a row. */
  next(position: number): number {
    let next = position + 1;
    for (let index = this.#endingFrom(next); ; index++) {
      const gap = this.ranges[index];
      if (!gap || gap.first > next) return next;
      next = gap.last + 1;
    }
  }

  /** Where the first range stands that ends at this position or above. */
  #endingFrom(position: number): number {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const gap = this.ranges[middle];
      if (gap && gap.last < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Rising positions as the fewest ranges. */
export function rangesOf(positions: readonly number[]): Range[] {
  const ranges: { first: number; last: number }[] = [];
  for (const position of positions) {
    const range = ranges.at(-1);
    if (range && range.last + 1 === position) range.last = position;
    else ranges.push({ first: position, last: position });
  }
  return ranges;
}
