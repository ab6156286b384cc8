import type { Stats, StatsGroup, StatsTotals } from '@callscope/call-state';
import type { AggregatesQueries, CellTotals } from './aggregates.queries';
import { seriesOf } from './aggregates.queries';
import type { AggregatesRow } from './aggregates.read-model';
import { totalsOf } from './aggregates.stats';
import { type Dimension, RESOLUTIONS } from './cells';
import { merged } from './merge';
import { wholeMinutes } from './range';

/** What is asked for: a range in epoch ms, or all time. */
export interface StatsQuery {
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly groupBy: Exclude<Dimension, ''> | null;
  readonly histogram: boolean;
  readonly comparePrevious: boolean;
}

const { hour, day } = RESOLUTIONS;

/** The buckets of a series: minutes for hours, hours for a week, days for everything longer. */
function bucketFor(lengthMs: number): keyof typeof RESOLUTIONS {
  if (lengthMs <= 3 * hour) return 'minute';
  return lengthMs <= 8 * day ? 'hour' : 'day';
}

/** The figures of a window, as of `now` (epoch ms). */
export function windowStats(queries: AggregatesQueries, query: StatsQuery, now: number): Stats {
  const asOf = { position: queries.position, at: now };
  if (!query.range) return { as_of: asOf, ...allTime(queries, query) };
  const { from, to } = wholeMinutes(query.range.from, query.range.to);
  const bucket = bucketFor(to - from);
  const cells = queries.cells(from, to, bucket);
  return {
    as_of: asOf,
    window: { from, to, bucket_ms: RESOLUTIONS[bucket] },
    ...totalsOf(mergedCells(cells), query.histogram),
    series: seriesOf(cells, RESOLUTIONS[bucket]),
    ...(query.groupBy ? { groups: groupsOf(queries.cells(from, to, 'day', query.groupBy)) } : {}),
    ...(query.comparePrevious ? { previous: previous(queries, from, to) } : {}),
  };
}

function allTime(queries: AggregatesQueries, query: StatsQuery): Omit<Stats, 'as_of'> {
  const days = queries.cells(0, Number.MAX_SAFE_INTEGER - (Number.MAX_SAFE_INTEGER % day), 'day');
  return {
    window: { from: null, to: null, bucket_ms: day },
    ...totalsOf(queries.totals(), query.histogram),
    series: seriesOf(days, day),
    ...(query.groupBy ? { groups: groupsOf(queries.lifetimeGroups(query.groupBy)) } : {}),
  };
}

/** The window of the same length right before. */
function previous(queries: AggregatesQueries, from: number, to: number): NonNullable<Stats['previous']> {
  const { calls, latency, cost }: StatsTotals = totalsOf(mergedCells(queries.cells(from - (to - from), from, 'day')));
  return { calls, latency, cost };
}

/** One entry a value, most calls first; calls whose value is not known stand under null. */
function groupsOf(cells: readonly CellTotals[]): StatsGroup[] {
  const byValue = new Map<string, AggregatesRow[]>();
  for (const { value, row } of cells) byValue.set(value, [...(byValue.get(value) ?? []), row]);
  return [...byValue]
    .map(([value, rows]) => ({ value: value === '' ? null : value, ...totalsOf(merged(rows)) }))
    .sort((a, b) => b.calls.total - a.calls.total || ((a.value ?? '') < (b.value ?? '') ? -1 : 1));
}

function mergedCells(cells: readonly CellTotals[]): AggregatesRow {
  return merged(cells.map(({ row }) => row));
}

export const WINDOWS = { '1h': hour, '24h': day, '7d': 7 * day, '30d': 30 * day } as const;
