import type { WalkQuery } from '../../export/call-walk';
import { callsPageQuery } from './calls-query';
import { invalidQuery, oneOf, type Query } from './read-query';

/** What an export holds and how it is written. */
export interface ExportQuery {
  readonly format: 'csv' | 'json' | 'ndjson';
  readonly calls: WalkQuery;
}

/** `GET /api/v2/export?format` and the filters and sorts of the list. A part of it is what the list gives. */
export function exportQuery(query: Query): ExportQuery {
  for (const name of ['limit', 'cursor']) {
    if (query[name] !== undefined) throw invalidQuery(name, 'is of the list: an export holds every call');
  }
  const { sort, descending, filter, search } = callsPageQuery(query);
  const format = oneOf(query, 'format', ['csv', 'json', 'ndjson']) ?? 'json';
  return { format, calls: { sort, descending, filter, search } };
}
