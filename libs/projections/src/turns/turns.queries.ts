import type { CallState, HeadlineStage } from '@callscope/call-state';
import type { Database, Statement } from 'better-sqlite3';
import type { ViewsStore } from '../kernel';
import { SlowestTurns, type SlowestTurnsQuery, type SlowTurn } from './slowest-turns';
import { IS_LONG, LONG_MS } from './turns.read-model';

type Bound = string | number;

interface Candidate {
  readonly key: string;
  /** Its slowest turn, ms. */
  readonly value: number;
}

/** Conditions, with what is bound in them. */
interface Where {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/** Up to so many calls it is quicker to sort them than to look through the ranking of all calls for them. */
const FEW = 1_000;

const EVER = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/** Reads of the ranking of turns. */
export class TurnsQueries {
  readonly #db: Database;
  readonly #call: Statement<[string], string>;
  readonly #statements = new Map<string, Statement<Bound[], Candidate>>();

  constructor(
    views: ViewsStore,
    private readonly few = FEW,
  ) {
    this.#db = views.db;
    this.#call = views.db.prepare<[string], string>('SELECT row FROM view_calls WHERE key = ?').pluck();
  }

  /**
   * The slowest turns of a window. Calls are gone through by their slowest turn, until no later one can have a turn that
   * is slow enough. The turn by which a call is sorted may lie outside of the window: then its others are looked at, and
   * the way is a little longer.
   */
  slowest(query: SlowestTurnsQuery): SlowTurn[] {
    const found = new SlowestTurns(query);
    const { sql, values } = this.#candidates(query);
    for (const { key, value } of this.#prepared(sql).iterate(...values)) {
      if (found.isBeyond(value, key)) break;
      const row = this.#call.get(key);
      if (row !== undefined) found.put(JSON.parse(row) as CallState);
    }
    return [...found.turns];
  }

  #candidates(query: SlowestTurnsQuery): Where {
    const { by, measured, agent } = query;
    const { from, to } = { from: query.from ?? EVER.from, to: query.to ?? EVER.to };
    const also = measured === null ? [] : [`+${measured} IS NOT NULL`];
    const lead = this.#lead(agent, from, to);
    // A `+` keeps SQLite from going by that column: here by the lead, there by the ranking itself.
    if (lead) return selected(by, [`+${by} IS NOT NULL`, ...also, '+last_at >= ?'], lead, [from]);
    const known = [`${by} IS NOT NULL`, ...also].join(' AND ');
    const where = { sql: '+first_at < ? AND +last_at >= ?', values: [to, from] };
    if (agent !== null) return selected(by, [known, '+agent = ?'], [where], [agent]);
    return selected(by, [known], [where], []);
  }

  /** The calls to which a window or an agent leads, when those are few. */
  #lead(agent: string | null, from: number, to: number): readonly Where[] | null {
    if (agent === null && from === EVER.from && to === EVER.to) return null;
    const [ofAgent, values] = agent === null ? ['', []] : ['agent = ? AND ', [agent]];
    const begun = {
      sql: `${ofAgent}first_at >= ? AND first_at < ?`,
      values: [...values, from - LONG_MS, to],
    };
    const long = {
      sql: `${ofAgent === '' ? '' : '+'}${ofAgent}${IS_LONG} AND first_at < ?`,
      values: [...values, from - LONG_MS],
    };
    const counted = this.#db
      .prepare<Bound[], number>(`SELECT count(*) FROM (SELECT 1 FROM view_turns WHERE ${begun.sql} LIMIT ?)`)
      .pluck();
    return (counted.get(...begun.values, this.few + 1) ?? 0) <= this.few ? [begun, long] : null;
  }

  #prepared(sql: string): Statement<Bound[], Candidate> {
    const known = this.#statements.get(sql) ?? this.#db.prepare<Bound[], Candidate>(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

function selected(
  by: HeadlineStage,
  each: readonly string[],
  from: readonly Where[],
  eachValues: readonly Bound[],
): Where {
  const parts = from.map(({ sql }) => {
    return `SELECT key AS key, ${by} AS value FROM view_turns WHERE ${[sql, ...each].join(' AND ')}`;
  });
  return {
    sql: `${parts.join(' UNION ALL ')} ORDER BY value DESC, key`,
    values: from.flatMap(({ values }) => [...values, ...eachValues]),
  };
}
