/** How long one cell of totals is. `all` has no beginning and no end. */
export const RESOLUTIONS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type Resolution = keyof typeof RESOLUTIONS | 'all';

/** By what totals are split. The empty word stands for no split. */
export const DIMENSIONS = ['agent', 'mode', 'carrier', 'direction'] as const;
export type Dimension = (typeof DIMENSIONS)[number] | '';

/** One cell of totals: so long, from then on (epoch ms), of the calls whose dimension has that value. */
export interface Cell {
  readonly resolution: Resolution;
  readonly start: number;
  readonly dimension: Dimension;
  /** Empty where the dimension of a call is not known, and where there is no dimension. */
  readonly value: string;
}

/** The values of a call in each dimension. */
export type DimensionValues = Readonly<Record<(typeof DIMENSIONS)[number], string>>;

export const LIFETIME: Cell = { resolution: 'all', start: 0, dimension: '', value: '' };

export function cellKey({ resolution, start, dimension, value }: Cell): string {
  return `${resolution}|${start}|${dimension}|${value}`;
}

export function cellOfKey(key: string): Cell {
  const [resolution = '', start = '', dimension = '', ...value] = key.split('|');
  return {
    resolution: resolution as Resolution,
    start: Number(start),
    dimension: dimension as Dimension,
    value: value.join('|'),
  };
}

const KEYS = new Map<string, readonly string[]>();
const KEYS_KEPT = 20_000;

/** Keys of every cell that something at an instant (epoch ms) of a call with these values counts in. */
export function keysAt(instant: number, values: DimensionValues): readonly string[] {
  const minute = Math.floor(instant / RESOLUTIONS.minute);
  const name = JSON.stringify([minute, values.agent, values.mode, values.carrier, values.direction]);
  const known = KEYS.get(name);
  if (known) return known;
  const keys = makeKeys(instant, values);
  // What happens together counts in the same cells: few are asked for again and again.
  if (KEYS.size >= KEYS_KEPT) KEYS.clear();
  KEYS.set(name, keys);
  return keys;
}

function makeKeys(instant: number, values: DimensionValues): string[] {
  const spans = [
    'all|0',
    ...Object.entries(RESOLUTIONS).map(([resolution, ms]) => `${resolution}|${Math.floor(instant / ms) * ms}`),
  ];
  return spans.flatMap((span) => [
    `${span}||`,
    ...DIMENSIONS.map((dimension) => `${span}|${dimension}|${values[dimension]}`),
  ]);
}
