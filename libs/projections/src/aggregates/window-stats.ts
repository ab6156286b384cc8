import type { Stats, StatsBucket, StatsGroup, StatsTotals } from '@callscope/call-state';
import { Cell } from './cell';
import type { AggregatesRow } from './aggregates.read-model';
import { totalsOf } from './aggregates.stats';
import { bucketOf } from './bucket';
import { CellSum } from './cell-sum';
import { RESOLUTIONS, type SplitBy } from './cells';
import { wholeMinutes } from './range';

/** What is asked for: a range in epoch ms, or all time. */
export interface StatsQuery {
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly groupBy: SplitBy | null;
  readonly histogram: boolean;
  readonly comparePrevious: boolean;
}

/** A cell with its beginning (epoch ms), and what it holds of its dimension. */
export interface PlacedCell {
  readonly start: number;
  readonly value: string;
  readonly cell: Cell;
}

/** What the totals are read through. */
export interface Cells {
  /** Totals over every call there ever was. */
  totals(): AggregatesRow;
  /** Lifetime totals by the values of a dimension. */
  lifetimeGroups(dimension: SplitBy): readonly PlacedCell[];
  /** The cells of [from, to), none longer than `coarsest`, in order of time. */
  cells(from: number, to: number, coarsest: keyof typeof RESOLUTIONS, splitBy?: SplitBy): readonly PlacedCell[];
}

const { hour, day } = RESOLUTIONS;

/** The buckets of a series: minutes for hours, hours for a week, days for everything longer. */
function bucketFor(lengthMs: number): keyof typeof RESOLUTIONS {
  if (lengthMs <= 3 * hour) return 'minute';
  return lengthMs <= 8 * day ? 'hour' : 'day';
}

/** The figures of a window. */
export function windowStats(totals: Cells, query: StatsQuery, asOf: Stats['as_of']): Stats {
  if (!query.range) return { as_of: asOf, ...allTime(totals, query) };
  const { from, to } = wholeMinutes(query.range.from, query.range.to);
  const bucket = bucketFor(to - from);
  const cells = totals.cells(from, to, bucket);
  return {
    as_of: asOf,
    window: { from, to, bucket_ms: RESOLUTIONS[bucket] },
    ...totalsOf(summed(cells), query.histogram),
    series: seriesOf(cells, RESOLUTIONS[bucket]),
    ...(query.groupBy ? { groups: groupsOf(totals.cells(from, to, 'day', query.groupBy)) } : {}),
    ...(query.comparePrevious ? { previous: previous(totals, from, to) } : {}),
  };
}

function allTime(totals: Cells, query: StatsQuery): Omit<Stats, 'as_of'> {
  const days = totals.cells(0, Number.MAX_SAFE_INTEGER - (Number.MAX_SAFE_INTEGER % day), 'day');
  return {
    window: { from: null, to: null, bucket_ms: day },
    ...totalsOf(totals.totals(), query.histogram),
    series: seriesOf(days, day),
    ...(query.groupBy ? { groups: groupsOf(totals.lifetimeGroups(query.groupBy)) } : {}),
  };
}

/** The window of the same length right before. */
function previous(totals: Cells, from: number, to: number): NonNullable<Stats['previous']> {
  const before = summed(totals.cells(from - (to - from), from, 'day'));
  const { calls, latency, cost }: StatsTotals = totalsOf(before);
  return { calls, latency, cost };
}

/** Cells as a series of buckets; a bucket in which nothing happened is left out. Most buckets are one cell. */
function seriesOf(cells: readonly PlacedCell[], bucketMs: number): StatsBucket[] {
  return [...groupsBy(cells, ({ start }) => Math.floor(start / bucketMs) * bucketMs)].map(([at, group]) => {
    const [first, ...more] = group;
    return bucketOf(at, first && more.length === 0 ? first.cell : new Cell(summed(group)));
  });
}

/** One entry a value, most calls first; calls whose value is not known stand under null. */
function groupsOf(cells: readonly PlacedCell[]): StatsGroup[] {
  return [...groupsBy(cells, ({ value }) => value)]
    .map(([value, group]) => ({ value: value === '' ? null : value, ...totalsOf(summed(group)) }))
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

const SUM = new CellSum();

/** In one room for all sums: as many as there are groups would keep the garbage collector busy. */
function summed(cells: readonly PlacedCell[]): AggregatesRow {
  SUM.clear();
  for (const { cell } of cells) SUM.add(cell);
  return SUM.toRow();
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
