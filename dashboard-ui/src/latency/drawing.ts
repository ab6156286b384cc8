/** What is drawn, as paths and words: the looks are in drawing.css, by class. */
export interface Drawing {
  readonly paths: readonly (readonly [look: string, d: string])[];
  readonly words?: readonly (readonly [look: string, x: number | string, y: number, text: string])[];
}

export const px = (value: number): string => value.toFixed(1);

/** A point as a piece of path: a line of no length, drawn by its round ends. */
export const dot = (x: number, y: number): string => `M${px(x)} ${px(y)}h0`;

/** A filled box from its foot upwards. */
export const box = (x: number, foot: number, width: number, height: number): string =>
  `M${px(x)} ${px(foot)}v${px(-height)}h${px(width)}V${px(foot)}z`;

/** A line through the values, broken where there is none; a value with none beside it is a dot. */
export function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  const piece = (value: number | null, index: number): string => {
    if (value === null) return '';
    const point = dot(x(index), y(value));
    return (values[index - 1] ?? null) === null ? point : point.replace('M', 'L');
  };
  return values.map(piece).join('');
}

/** The values with none beside them, of which a line shows nothing, and those that `also` picks: as dots. */
export function dots(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
  also: (index: number) => boolean = () => false,
): string {
  const isLone = (index: number): boolean => (values[index - 1] ?? values[index + 1] ?? null) === null;
  return values
    .map((value, index) => (value !== null && (isLone(index) || also(index)) ? dot(x(index), y(value)) : ''))
    .join('');
}

/** Round steps of an axis from 0, at most five of them; the greatest value is not above the last. */
export function axisOf(greatest: number): readonly number[] {
  const rough = Math.max(greatest, 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((each) => each * power >= rough) ?? 10);
  return Array.from({ length: Math.max(1, Math.ceil(greatest / step)) + 1 }, (_, index) => index * step);
}

/** Heights moved down until no two are closer than `gap`, in the order that they have. */
export function apart(heights: readonly number[], gap: number): number[] {
  let free = -Infinity;
  const places = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  for (const place of places) {
    place.height = Math.max(place.height, free);
    free = place.height + gap;
  }
  return places.sort((a, b) => a.index - b.index).map(({ height }) => height);
}
