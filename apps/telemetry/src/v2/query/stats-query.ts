import { DEFAULT_WINDOW, DIMENSIONS, rangeOfWindow, type StatsQuery, WINDOW_NAMES } from '@callscope/projections';
import { booleanOf, instantOf, invalidQuery, oneOf, type Query } from './read-query';

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
  const name = oneOf(query, 'window', WINDOW_NAMES);
  if (from === undefined && to === undefined) {
    return rangeOfWindow(name ?? DEFAULT_WINDOW, now);
  }
  if (name !== undefined) throw invalidQuery('window', 'cannot be given together with from and to');
  if (from === undefined || to === undefined || from >= to)
    throw invalidQuery('from', 'and to must both be given, from first');
  return { from, to };
}
