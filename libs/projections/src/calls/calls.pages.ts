import type { Database, Statement } from 'better-sqlite3';
import { CallsMatch } from './calls.match';
import {
  beginningOf,
  type Bound,
  CALL_SORTS,
  type CallsPageQuery,
  type Condition,
  conditionsOf,
  orderOf,
  type Place,
} from './calls.page';

/** A call of a page: its place, and its `CallRow` as JSON. */
export interface ListedCall extends Place {
  readonly shown: string;
}

interface WalkedCall extends ListedCall {
  readonly wordsId: number;
}

/** Up to so many calls it is quicker to sort them than to look through the sorted list for them. */
const FEW = 1_000;

/**
 * Reads pages of the sorted list. Most filters let many calls through: then the index of the sort is walked until the
 * page is full. Where a filter lets only few through, those are read and sorted.
 */
export class CallsPages {
  readonly #match: CallsMatch;
  readonly #statements = new Map<string, Statement<Bound[], WalkedCall>>();
  readonly #counts = new Map<string, Statement<Bound[], number>>();

  constructor(private readonly db: Database) {
    this.#match = new CallsMatch(db);
  }

  /** At most so many calls. */
  read(query: CallsPageQuery, limit: number): ListedCall[] {
    const filters = conditionsOf(query.filter);
    const match = query.search && this.#match.find(query.search);
    if (match?.kind === 'many') return this.#walk(query, limit, filters, match.has);
    if (match) {
      const keys = {
        sql: 'json_each(?) m CROSS JOIN view_calls c ON c.key = m.value',
        values: [JSON.stringify(match.keys)],
      };
      return this.#all(keys, query, filters, limit);
    }
    const rare = filters.find((filter) => this.#letsFewThrough(filter));
    return this.#all(
      {
        sql: rare ? `${fewThrough(rare)} CROSS JOIN view_calls c USING (id)` : 'view_calls c',
        values: rare?.values ?? [],
      },
      query,
      filters,
      limit,
    );
  }

  #all(from: Condition, query: CallsPageQuery, filters: readonly Condition[], limit: number): ListedCall[] {
    const where = [...filters, ...beginningOf(query)];
    const sql = `SELECT c.key, c.${CALL_SORTS[query.sort]} AS value, c.shown FROM ${from.sql}
      WHERE ${['c.hidden = 0', ...where.map((each) => each.sql)].join(' AND ')} ORDER BY ${orderOf(query)} LIMIT ?`;
    return this.#prepared(sql).all(...from.values, ...where.flatMap(({ values }) => values), limit);
  }

  #walk(
    query: CallsPageQuery,
    limit: number,
    filters: readonly Condition[],
    has: (wordsId: number, key: string) => boolean,
  ): ListedCall[] {
    const where = [...filters, ...beginningOf(query)];
    const sql = `SELECT c.key, c.${CALL_SORTS[query.sort]} AS value, c.shown, s.id AS wordsId
      FROM view_calls c CROSS JOIN view_call_search s ON s.key = c.key
      WHERE ${['c.hidden = 0', ...where.map((each) => each.sql)].join(' AND ')} ORDER BY ${orderOf(query)}`;
    const found: ListedCall[] = [];
    for (const call of this.#prepared(sql).iterate(...where.flatMap(({ values }) => values))) {
      if (has(call.wordsId, call.key)) found.push(call);
      if (found.length === limit) break;
    }
    return found;
  }

  #letsFewThrough(filter: Condition): boolean {
    const sql = `SELECT count(*) FROM (SELECT 1 FROM view_calls c WHERE c.hidden = 0 AND ${filter.sql} LIMIT ${FEW + 1})`;
    const known = this.#counts.get(sql) ?? this.db.prepare<Bound[], number>(sql).pluck();
    this.#counts.set(sql, known);
    return (known.get(...filter.values) ?? 0) <= FEW;
  }

  #prepared(sql: string): Statement<Bound[], WalkedCall> {
    const known = this.#statements.get(sql) ?? this.db.prepare<Bound[], WalkedCall>(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

/** Ids of the calls that a filter lets through, when those are few. */
function fewThrough(filter: Condition): string {
  return `(SELECT c.id FROM view_calls c WHERE c.hidden = 0 AND ${filter.sql} LIMIT ${FEW})`;
}
