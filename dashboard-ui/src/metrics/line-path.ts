/** The middle of a slot and its value, in the units of the drawing; null: a gap. */
export type Point = readonly [x: number, y: number] | null;

type Points = readonly Point[];

const isThere = (points: Points, index: number): boolean => (points[index] ?? null) !== null;

function path(points: Points, step: (at: string, index: number) => string): string {
  return points
    .map((point, i) => (point === null ? '' : step(point.map((unit) => unit.toFixed(1)).join(' '), i)))
    .join('');
}

/** An SVG path through neighbours; a gap stays open. */
export function linePath(points: Points): string {
  return path(points, (at, index) => {
    if (isThere(points, index - 1)) return `L${at}`;
    return isThere(points, index + 1) ? `M${at}` : '';
  });
}

/** The points without a neighbour, as lines of no length: round ends make dots of them. */
export function lonePath(points: Points): string {
  return path(points, (at, index) => (isThere(points, index - 1) || isThere(points, index + 1) ? '' : `M${at}h0`));
}

/** The points as levels that hold for `wide`, upright where one level gives way to the next; a gap stays open. */
export function stepPath(points: Points, wide: number): string {
  return points
    .map((point, i) => {
      if (point === null) return '';
      const [x, y] = point;
      return `${isThere(points, i - 1) ? 'V' : `M${(x - wide / 2).toFixed(1)} `}${y.toFixed(1)}H${(x + wide / 2).toFixed(1)}`;
    })
    .join('');
}
