import { CALL_STATUSES, DIRECTIONS, MODES } from '@callscope/call-events';
import { CALL_SORTS, type CallsFilter, type CallSort, type CallsPageQuery, type Place } from '@callscope/projections';
import { booleanOf, instantOf, integerOf, invalidQuery, oneOf, type Query, textOf } from './read-query';

const SORTS = Object.keys(CALL_SORTS) as CallSort[];
const STATUSES = [...CALL_STATUSES, 'timed_out'] as const;

/** `GET /api/v2/calls?cursor&limit&status&live&direction&mode&agent&from&to&sort`. */
export function callsPageQuery(query: Query): CallsPageQuery {
  const [sort, order] = sortOf(query);
  return {
    sort,
    descending: order === 'desc',
    limit: integerOf(query, 'limit', 50, 1, 1_000),
    filter: callsFilter(query),
    after: placeOf(query),
  };
}

function callsFilter(query: Query): CallsFilter {
  const filter = {
    status: oneOf(query, 'status', STATUSES),
    live: booleanOf(query, 'live'),
    direction: oneOf(query, 'direction', DIRECTIONS),
    mode: oneOf(query, 'mode', MODES),
    agent: textOf(query, 'agent'),
    from: instantOf(query, 'from'),
    to: instantOf(query, 'to'),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function sortOf(query: Query): [CallSort, 'asc' | 'desc'] {
  const [name = 'started_at', order = 'desc'] = (textOf(query, 'sort') ?? 'started_at:desc').split(':');
  const sort = SORTS.find((known) => known === name);
  if (!sort || (order !== 'asc' && order !== 'desc')) {
    throw invalidQuery('sort', `must be one of ${SORTS.join(', ')}, with :asc or :desc`);
  }
  return [sort, order];
}

/** A cursor is opaque outside: a place in the list, as base64. */
export function cursorOfPlace(place: Place | null): string | null {
  return place ? Buffer.from(JSON.stringify([place.value, place.key])).toString('base64url') : null;
}

function placeOf(query: Query): Place | null {
  const text = textOf(query, 'cursor');
  if (text === undefined) return null;
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(place) && place.length === 2) {
      const [value, key] = place as [unknown, unknown];
      if ((value === null || typeof value === 'number') && typeof key === 'string') return { value, key };
    }
  } catch {
    // Not base64 of JSON: refused like any other text that is no cursor.
  }
  throw invalidQuery('cursor', 'must be the next_cursor of an answer');
}
