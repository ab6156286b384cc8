import type { CallRow } from '@callscope/call-state';
import type { Database, Statement } from 'better-sqlite3';
import type { CallsFilter } from './calls.page';

/**
 * What of a call has few values, as one text. A list that leads by it has the calls of each kind beside each other, in
 * the order of the sort: however many filters are set, a page is read without a look at what they keep out.
 */
export function facetsOf({ live, status, direction, mode }: CallRow): string {
  return [Number(live), status, direction, mode ?? ''].join('|');
}

function passes(facets: string, filter: CallsFilter): boolean {
  const [live, status, direction, mode] = facets.split('|');
  return (
    (filter.live === undefined || Number(filter.live) === Number(live)) &&
    (filter.status === undefined || filter.status === status) &&
    (filter.direction === undefined || filter.direction === direction) &&
    (filter.mode === undefined || filter.mode === mode)
  );
}

/** The kinds of calls that there are: from one to the next in the index, past all calls of the same kind. */
const KINDS = `WITH RECURSIVE kinds (facets) AS (
    SELECT min(facets) FROM view_calls WHERE hidden = 0
    UNION ALL
    SELECT (SELECT min(c.facets) FROM view_calls c WHERE c.hidden = 0 AND c.facets > kinds.facets)
    FROM kinds WHERE kinds.facets IS NOT NULL
  ) SELECT facets FROM kinds WHERE facets IS NOT NULL`;

/** Tells which kinds of calls a filter lets through. */
export class CallsFacets {
  readonly #kinds: Statement<[], string>;

  constructor(db: Database) {
    this.#kinds = db.prepare<[], string>(KINDS).pluck();
  }

  through(filter: CallsFilter): string[] {
    return this.#kinds.all().filter((facets) => passes(facets, filter));
  }
}
