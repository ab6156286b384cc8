import type { Stats, StatsBucket, StatsGroup, StatsTotals } from '@callscope/call-state';
import { totalsOf } from './aggregates.stats';
import { type BucketFigures, bucketOf, type Figures, figuresOf } from './bucket';
import { Cell } from './cell';
import { RESOLUTIONS, type SplitBy } from './cells';
import type { PeaksQuery } from './peaks';
import type { PlacedCell } from './placed-cell';
import { wholeMinutes } from './range';

/** What is asked for: a range in epoch ms, or all time. */
export interface StatsQuery {
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly groupBy: SplitBy | null;
  readonly histogram: boolean;
  readonly comparePrevious: boolean;
}

/** What the totals are read through. */
export interface Cells {
  /** Totals over every call there ever was. */
  lifetime(): Figures;
  /** Lifetime totals by the values of a dimension. */
  lifetimeGroups(dimension: SplitBy): readonly PlacedCell[];
  /** The cells of [from, to), none longer than `coarsest`, in order of time. */
  cells(from: number, to: number, coarsest: keyof typeof RESOLUTIONS, splitBy?: SplitBy): readonly PlacedCell[];
  /** The most calls active at once in each bucket that has to be told, by its beginning and in order of time. */
  activePeaks(query: PeaksQuery): ReadonlyMap<number, number>;
  /** What cells add up to, those of one value side by side and in order of time; to be read before the next sum. */
  summed(cells: readonly PlacedCell[]): Figures;
  /** What a series shows of a cell. */
  shown(cell: Cell): BucketFigures;
  /** What is shown of a group of cells of one value, in order of time. */
  shownGroup(cells: readonly PlacedCell[]): StatsTotals;
}

const { hour, day } = RESOLUTIONS;

/** The buckets of a series: minutes for hours, hours for a week, days for everything longer. */
function bucketFor(lengthMs: number): keyof typeof RESOLUTIONS {
  if (lengthMs <= 3 * hour) return 'minute';
  return lengthMs <= 8 * day ? 'hour' : 'day';
}

/** The figures of a window. */
export function windowStats(totals: Cells, query: StatsQuery, asOf: Stats['as_of']): Stats {
  if (!query.range) return { as_of: asOf, ...allTime(totals, query, asOf.at) };
  const { from, to } = wholeMinutes(query.range.from, query.range.to);
  const bucket = bucketFor(to - from);
  const cells = totals.cells(from, to, bucket);
  return {
    as_of: asOf,
    window: { from, to, bucket_ms: RESOLUTIONS[bucket] },
    ...totalsOf(totals.summed(cells), query.histogram),
    series: seriesOf(totals, cells, { from, to, bucketMs: RESOLUTIONS[bucket], now: asOf.at }),
    ...(query.groupBy ? { groups: groupsOf(totals, totals.cells(from, to, 'day', query.groupBy)) } : {}),
    ...(query.comparePrevious ? { previous: previous(totals, from, to) } : {}),
  };
}

function allTime(totals: Cells, query: StatsQuery, now: number): Omit<Stats, 'as_of'> {
  const [from, to] = [0, Number.MAX_SAFE_INTEGER - (Number.MAX_SAFE_INTEGER % day)];
  const days = totals.cells(from, to, 'day');
  return {
    window: { from: null, to: null, bucket_ms: day },
    ...totalsOf(totals.lifetime(), query.histogram),
    series: seriesOf(totals, days, { from, to, bucketMs: day, now }),
    ...(query.groupBy ? { groups: groupsOf(totals, totals.lifetimeGroups(query.groupBy)) } : {}),
  };
}

/** The window of the same length right before. */
function previous(totals: Cells, from: number, to: number): NonNullable<Stats['previous']> {
  const before = totals.summed(totals.cells(from - (to - from), from, 'day'));
  const { calls, latency, cost } = totalsOf(before);
  return { calls, latency, cost };
}

/**
 * Cells as a series of buckets; a bucket in which nothing happened and no call was active is left out. Most buckets are
 * one cell.
 */
function seriesOf(totals: Cells, cells: readonly PlacedCell[], span: Omit<PeaksQuery, 'told'>): StatsBucket[] {
  const groups = groupsBy(cells, ({ start }) => Math.floor(start / span.bucketMs) * span.bucketMs);
  return [...totals.activePeaks({ ...span, told: [...groups.keys()] })].map(([at, peak]) => {
    const [first, ...more] = groups.get(at) ?? [];
    if (!first) return bucketOf(at, NOTHING, peak);
    if (more.length === 0) return bucketOf(at, totals.shown(first.cell), peak);
    return bucketOf(at, figuresOf(totals.summed([first, ...more])), peak);
  });
}

const NOTHING = figuresOf(new Cell(null));

/** One entry a value, most calls first; calls whose value is not known stand under null. */
function groupsOf(totals: Cells, cells: readonly PlacedCell[]): StatsGroup[] {
  return [...groupsBy(cells, ({ value }) => value)]
    .map(([value, group]) => ({ value: value === '' ? null : value, ...totals.shownGroup(group) }))
    .sort((a, b) => b.calls.total - a.calls.total || ((a.value ?? '') < (b.value ?? '') ? -1 : 1));
}

function groupsBy<K>(cells: readonly PlacedCell[], keyOf: (cell: PlacedCell) => K): ReadonlyMap<K, PlacedCell[]> {
  const groups = new Map<K, PlacedCell[]>();
  for (const placed of cells) {
    const key = keyOf(placed);
    const group = groups.get(key);
    if (group) group.push(placed);
    else groups.set(key, [placed]);
  }
  return groups;
}

const WINDOWS = { '1h': hour, '24h': day, '7d': 7 * day, '30d': 30 * day } as const;

/** The time up to now that figures are of; `all`: all of it. */
export type WindowName = keyof typeof WINDOWS | 'all';

export const WINDOW_NAMES: readonly WindowName[] = [...(Object.keys(WINDOWS) as (keyof typeof WINDOWS)[]), 'all'];

export const DEFAULT_WINDOW: WindowName = '24h';

/** @param now epoch ms. */
export function rangeOfWindow(name: WindowName, now: number): StatsQuery['range'] {
  return name === 'all' ? null : { from: now - WINDOWS[name], to: now };
}
