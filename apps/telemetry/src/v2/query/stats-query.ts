import { DIMENSIONS, type StatsQuery, WINDOWS } from '@callscope/projections';
import { booleanOf, instantOf, invalidQuery, oneOf, type Query } from './read-query';

const NAMES = [...(Object.keys(WINDOWS) as (keyof typeof WINDOWS)[]), 'all'] as const;

/** `GET /api/v2/stats?window|from&to&group_by&histogram&compare`. Without a window: the last 24 hours. */
export function statsQuery(query: Query, now: number): StatsQuery {
  return {
    range: rangeOf(query, now),
    groupBy: oneOf(query, 'group_by', DIMENSIONS) ?? null,
    histogram: booleanOf(query, 'histogram') ?? false,
    comparePrevious: oneOf(query, 'compare', ['previous']) !== undefined,
  };
}

function rangeOf(query: Query, now: number): StatsQuery['range'] {
  const [from, to] = [instantOf(query, 'from'), instantOf(query, 'to')];
  const name = oneOf(query, 'window', NAMES);
  if (from === undefined && to === undefined) {
    return name === 'all' ? null : { from: now - WINDOWS[name ?? '24h'], to: now };
  }
  if (name !== undefined) throw invalidQuery('window', 'cannot be given together with from and to');
  if (from === undefined || to === undefined || from >= to)
    throw invalidQuery('from', 'and to must both be given, from first');
  return { from, to };
}
