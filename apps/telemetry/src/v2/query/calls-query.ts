import { CALL_STATUSES, DIRECTIONS, MODES } from '@callscope/call-events';
import {
  CALL_SORTS,
  type CallsFilter,
  type CallSort,
  type CallsPageQuery,
  matchOf,
  type Place,
} from '@callscope/projections';
import { booleanOf, instantOf, integerOf, invalidQuery, oneOf, type Query, textOf } from './read-query';

const SORTS = Object.keys(CALL_SORTS) as CallSort[];
const STATUSES = [...CALL_STATUSES, 'timed_out'] as const;

/** `GET /api/v2/calls?cursor&limit&q&status&live&direction&mode&agent&from&to&sort`. */
export function callsPageQuery(query: Query): CallsPageQuery {
  const [sort, order] = sortOf(query);
  return {
    sort,
    descending: order === 'desc',
    limit: integerOf(query, 'limit', 50, 1, 1_000),
    filter: callsFilter(query),
    search: searchOf(query),
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

/** Long enough for any name, number or sentence; longer is no search but a mistake. */
const LONGEST_SEARCH = 256;

function searchOf(query: Query): CallsPageQuery['search'] {
  const typed = textOf(query, 'q')?.trim();
  if (typed === undefined || typed === '') return null;
  if (typed.length > LONGEST_SEARCH) throw invalidQuery('q', `must be no longer than ${LONGEST_SEARCH} characters`);
  return { typed, expression: matchOf(typed) };
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
