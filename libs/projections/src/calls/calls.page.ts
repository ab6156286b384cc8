/** By what a list of calls can be sorted: its name outside, and its column. */
export const CALL_SORTS = {
  started_at: 'begun_at',
  duration_ms: 'duration_ms',
  cost_usd: 'cost_usd',
  response_p95_ms: 'response_p95_ms',
} as const;
export type CallSort = keyof typeof CALL_SORTS;

/** Which calls, in which order. A filter that is absent lets every call through. */
export interface CallsFilter {
  readonly status?: string;
  readonly live?: boolean;
  readonly direction?: string;
  readonly mode?: string;
  /** Id of the agent, or its name where it has no id. */
  readonly agent?: string;
  /** Begun at or after, epoch ms. */
  readonly from?: number;
  /** Begun before, epoch ms. */
  readonly to?: number;
}

/** What a person looks for: what was typed, and as an expression for the index of words (null: no word in it). */
export interface CallsSearch {
  readonly typed: string;
  readonly expression: string | null;
}

/** The place of a row in a sorted list: what it is sorted by, and its key. */
export interface Place {
  readonly value: number | null;
  readonly key: string;
}

export interface CallsPageQuery {
  readonly sort: CallSort;
  readonly descending: boolean;
  readonly limit: number;
  readonly filter: CallsFilter;
  /** What is looked for; null: every call. */
  readonly search: CallsSearch | null;
  /** Rows after this place; a place, unlike an offset, does not move when calls arrive. */
  readonly after: Place | null;
}

export type Bound = string | number;

/** A condition on calls, as `c`, with what is bound in it. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/** The filters as conditions. */
export function conditionsOf({ from, to, live, ...equal }: CallsFilter): Condition[] {
  const conditions: Condition[] = [];
  for (const name of ['status', 'direction', 'mode', 'agent'] as const) {
    const value = equal[name];
    if (value !== undefined) conditions.push({ sql: `c.${name} = ?`, values: [value] });
  }
  if (live !== undefined) conditions.push({ sql: 'c.live = ?', values: [Number(live)] });
  if (from !== undefined || to !== undefined) {
    const values = [from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER];
    conditions.push({ sql: 'c.begun_at >= ? AND c.begun_at < ?', values });
  }
  return conditions;
}

/** Where a page begins, as a condition. Calls without a value come last in either direction. */
export function beginningOf({ sort, descending, after }: CallsPageQuery): Condition[] {
  if (!after) return [];
  const [column, beyond] = [`c.${CALL_SORTS[sort]}`, descending ? '<' : '>'];
  if (after.value === null) return [{ sql: `${column} IS NULL AND c.key ${beyond} ?`, values: [after.key] }];
  return [
    {
      sql: `(${column} ${beyond} ? OR (${column} = ? AND c.key ${beyond} ?) OR ${column} IS NULL)`,
      values: [after.value, after.value, after.key],
    },
  ];
}

/** The order of a page. */
export function orderOf({ sort, descending }: CallsPageQuery): string {
  const [order, nulls] = descending ? ['DESC', ''] : ['ASC', ' NULLS LAST'];
  return `c.${CALL_SORTS[sort]} ${order}${nulls}, c.key ${order}`;
}
