/** How long one cell of totals is. `all` has no beginning and no end. */
export const RESOLUTIONS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type Resolution = keyof typeof RESOLUTIONS | 'all';

/** By what totals are split. */
export const DIMENSIONS = ['agent', 'mode', 'carrier', 'direction'] as const;
export type SplitBy = (typeof DIMENSIONS)[number];

/** The empty word: not split. */
export type Dimension = SplitBy | '';

/** One cell of totals: so long, from then on (epoch ms), of the calls whose dimension has that value. */
export interface CellName {
  readonly resolution: Resolution;
  readonly start: number;
  readonly dimension: Dimension;
  /** Empty where the dimension of a call is not known, and where there is no dimension. */
  readonly value: string;
}

/** The values of a call in each dimension; empty where it is not known. */
export type DimensionValues = Readonly<Record<SplitBy, string>>;

export const LIFETIME: CellName = { resolution: 'all', start: 0, dimension: '', value: '' };

export function cellKey({ resolution, start, dimension, value }: CellName): string {
  return `${resolution}|${start}|${dimension}|${value}`;
}

export function cellOfKey(key: string): CellName {
  const [resolution = '', start = '', dimension = '', ...value] = key.split('|');
  return {
    resolution: resolution as Resolution,
    start: Number(start),
    dimension: dimension as Dimension,
    value: value.join('|'),
  };
}

/** The same, with one text that stands for all of them: by it the keys are remembered. */
export interface JointValues extends DimensionValues {
  readonly joint: string;
}

/** Half a surrogate pair would be something else when a key is read back from its table. */
export function jointValues(values: DimensionValues): JointValues {
  const agent = values.agent.toWellFormed();
  const mode = values.mode.toWellFormed();
  const carrier = values.carrier.toWellFormed();
  const direction = values.direction.toWellFormed();
  // The lengths say where each ends.
  const joint = `${agent.length},${mode.length},${carrier.length}|${agent}${mode}${carrier}${direction}`;
  return { agent, mode, carrier, direction, joint };
}

export function isSame(a: DimensionValues, b: DimensionValues): boolean {
  return a.agent === b.agent && a.mode === b.mode && a.carrier === b.carrier && a.direction === b.direction;
}

const KEYS = new Map<string, readonly string[]>();
const KEYS_KEPT = 4_000;

/**
 * Keys of every cell that something at an instant (epoch ms) of a call with these values counts in: the very same
 * array for the same minute and values, as long as it is remembered. At one place of every such list stand keys of one
 * resolution and dimension.
 */
export function keysAt(instant: number, values: JointValues): readonly string[] {
  const minute = Math.floor(instant / RESOLUTIONS.minute);
  const name = `${minute}|${values.joint}`;
  const known = KEYS.get(name);
  if (known) return known;
  const keys = makeKeys(instant, values);
  // What happens together counts in the same cells: few are asked for again and again.
  if (KEYS.size >= KEYS_KEPT) KEYS.clear();
  KEYS.set(name, keys);
  return keys;
}

const UNSPLIT = new WeakMap<readonly string[], readonly string[]>();

/** Whether the keys at this place of such a list are of cells that are not split. */
export function isUnsplit(column: number): boolean {
  return column % (DIMENSIONS.length + 1) === 0;
}

/** Those of them whose cells are not split: the very same array for the very same keys. */
export function unsplitOf(keys: readonly string[]): readonly string[] {
  const known = UNSPLIT.get(keys);
  if (known) return known;
  const unsplit = keys.filter((_key, column) => isUnsplit(column));
  UNSPLIT.set(keys, unsplit);
  return unsplit;
}

function makeKeys(instant: number, values: JointValues): string[] {
  const at = (resolution: keyof typeof RESOLUTIONS): string => {
    const ms = RESOLUTIONS[resolution];
    return `${resolution}|${Math.floor(instant / ms) * ms}`;
  };
  return ['all|0', at('day'), at('hour'), at('minute')].flatMap((span) => [
    `${span}||`,
    ...DIMENSIONS.map((dimension) => `${span}|${dimension}|${values[dimension]}`),
  ]);
}
