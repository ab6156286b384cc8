import type { Database, Statement } from 'better-sqlite3';
import { CallsFacets } from './calls.facets';
import { CallsMatch } from './calls.match';
import {
  type Bound,
  CALL_SORTS,
  type CallsPageQuery,
  type Condition,
  conditionsOf,
  type Place,
  type Segment,
  segmentsOf,
} from './calls.page';

/** A call of a page: its place, and its `CallRow` as JSON. */
export interface ListedCall extends Place {
  readonly shown: string;
}

interface FoundCall extends Place {
  readonly id: number;
  readonly wordsId: number | null;
}

/** Where calls are looked for: SQL after FROM, and what they must be. */
interface Source {
  readonly from: Condition;
  readonly where: Condition;
}

type Has = (wordsId: number, key: string) => boolean;

/**
 * Reads pages of the sorted list. There is a sorted list of each kind of call (calls.facets.ts): those of the kinds that
 * the filter lets through are merged until the page is full. Where something else leads to few calls, those are sorted.
 */
export class CallsPages {
  readonly #facets: CallsFacets;
  readonly #match: CallsMatch;
  readonly #statements = new Map<string, Statement<Bound[], FoundCall>>();
  readonly #counts = new Map<string, Statement<Bound[], number>>();
  readonly #shown: Statement<[string], string>;

  /**
   * `few`: up to so many calls it is quicker to sort them than to look through the sorted lists for them; of those that
   * match a search so many as `fewMatches`.
   */
  constructor(
    private readonly db: Database,
    private readonly few = 1_000,
    fewMatches?: number,
  ) {
    this.#facets = new CallsFacets(db);
    this.#match = new CallsMatch(db, fewMatches);
    const shown = db.prepare<[string], string>(
      'SELECT c.shown FROM json_each(?) m CROSS JOIN view_calls c ON c.id = m.value ORDER BY m.key',
    );
    this.#shown = shown.pluck();
  }

  /** At most so many calls. */
  read(query: CallsPageQuery, limit: number): ListedCall[] {
    const kinds = this.#facets.through(query.filter);
    if (kinds.length === 0) return [];
    const match = query.search && this.#match.find(query.search);
    const has = match?.kind === 'many' ? match.has : null;
    const few = match?.kind === 'few' ? amongKeys(match.keys) : has ? null : this.#few(query, kinds);
    const sources = few ? [{ from: few, where: anyOf(kinds) }] : listsOf(kinds, has !== null);
    const found: FoundCall[] = [];
    for (const segment of segmentsOf(query)) {
      if (found.length < limit) this.#readOn(query, sources, segment, has, limit, found);
    }
    const shown = this.#shown.all(JSON.stringify(found.map(({ id }) => id)));
    return found.map(({ key, value }, place) => ({ key, value, shown: shown[place] ?? '' }));
  }

  #readOn(
    query: CallsPageQuery,
    sources: readonly Source[],
    { condition, order }: Segment,
    has: Has | null,
    limit: number,
    found: FoundCall[],
  ): void {
    const asked = [condition, ...conditionsOf(query)];
    const parts = sources.map(({ from, where }) => ({ from, where: [where, ...asked] }));
    const wordsId = has ? 's.id' : 'NULL';
    const selects = parts.map(
      ({ from, where }) => `SELECT c.id AS id, c.key AS key, c.${CALL_SORTS[query.sort]} AS value, ${wordsId} AS wordsId
        FROM ${from.sql} WHERE c.hidden = 0 AND ${where.map(({ sql }) => sql).join(' AND ')}`,
    );
    const bound = parts.flatMap(({ from, where }) => [from, ...where].flatMap(({ values }) => values));
    const statement = this.#prepared(`${selects.join(' UNION ALL ')} ORDER BY ${order} LIMIT ?`);
    // Without an end where it is not known how many must be looked at.
    for (const call of statement.iterate(...bound, has ? -1 : limit - found.length)) {
      if (!has || has(call.wordsId ?? 0, call.key)) found.push(call);
      if (found.length === limit) break;
    }
  }

  /** The calls that a filter leads to, when those are few. */
  #few({ filter: { agent, from, to } }: CallsPageQuery, kinds: readonly string[]): Condition | null {
    const leads: Condition[] = [];
    if (agent !== undefined) leads.push({ sql: 'f.agent = ?', values: [agent] });
    if (from !== undefined || to !== undefined) {
      const values = [JSON.stringify(kinds), from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER];
      leads.push({
        sql: 'f.facets IN (SELECT value FROM json_each(?)) AND f.begun_at >= ? AND f.begun_at < ?',
        values,
      });
    }
    const lead = leads.find((each) => this.#letsFewThrough(each));
    if (!lead) return null;
    const ids = `(SELECT f.id FROM view_calls f WHERE f.hidden = 0 AND ${lead.sql} LIMIT ${this.few})`;
    return { sql: `${ids} CROSS JOIN view_calls c USING (id)`, values: lead.values };
  }

  #letsFewThrough(lead: Condition): boolean {
    const sql = `SELECT count(*) FROM (SELECT 1 FROM view_calls f WHERE f.hidden = 0 AND ${lead.sql} LIMIT ${this.few + 1})`;
    const known = this.#counts.get(sql) ?? this.db.prepare<Bound[], number>(sql).pluck();
    this.#counts.set(sql, known);
    return (known.get(...lead.values) ?? 0) <= this.few;
  }

  #prepared(sql: string): Statement<Bound[], FoundCall> {
    const known = this.#statements.get(sql) ?? this.db.prepare<Bound[], FoundCall>(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

/** The sorted list of each kind. */
function listsOf(kinds: readonly string[], withWords: boolean): Source[] {
  // Also those of which no words are known, as they may be wanted by their id. And the list is what is walked along.
  const words = withWords ? ' LEFT JOIN view_call_search s ON s.key = c.key' : '';
  const from = { sql: `view_calls c${words}`, values: [] };
  return kinds.map((kind) => ({ from, where: { sql: 'c.facets = ?', values: [kind] } }));
}

function amongKeys(keys: readonly string[]): Condition {
  return { sql: 'json_each(?) m CROSS JOIN view_calls c ON c.key = m.value', values: [JSON.stringify(keys)] };
}

function anyOf(kinds: readonly string[]): Condition {
  return { sql: '+c.facets IN (SELECT value FROM json_each(?))', values: [JSON.stringify(kinds)] };
}
