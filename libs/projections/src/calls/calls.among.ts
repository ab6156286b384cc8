import type { Database } from 'better-sqlite3';
import { CallsFacets } from './calls.facets';
import { CallsMatch } from './calls.match';
import { type Bound, type CallsPageQuery, conditionsOf } from './calls.page';

interface Found {
  readonly key: string;
  readonly wordsId: number | null;
}

/** Tells which of some calls a query wants, wherever in its list they stand. */
export class CallsAmong {
  readonly #facets: CallsFacets;
  readonly #match: CallsMatch;

  constructor(private readonly db: Database) {
    this.#facets = new CallsFacets(db);
    this.#match = new CallsMatch(db);
  }

  /** Their keys, in no order. */
  read(query: CallsPageQuery, keys: readonly string[]): string[] {
    const match = query.search && this.#match.find(query.search);
    const has = match?.kind === 'many' ? match.has : null;
    const named = match?.kind === 'few' ? new Set(match.keys) : null;
    const conditions = conditionsOf(query);
    const sql = `SELECT c.key AS key, ${has ? 's.id' : 'NULL'} AS wordsId
      FROM json_each(?) m CROSS JOIN view_calls c ON c.key = m.value
      ${has ? 'LEFT JOIN view_call_search s ON s.key = c.key' : ''}
      WHERE c.hidden = 0 AND +c.facets IN (SELECT value FROM json_each(?))
      ${conditions.map(({ sql: condition }) => `AND ${condition}`).join(' ')}`;
    const bound = [
      JSON.stringify(keys.filter((key) => named?.has(key) ?? true)),
      JSON.stringify(this.#facets.through(query.filter)),
      ...conditions.flatMap(({ values }) => values),
    ];
    const found = this.db.prepare<Bound[], Found>(sql).all(...bound);
    return found.filter(({ key, wordsId }) => !has || has(wordsId ?? 0, key)).map(({ key }) => key);
  }
}
