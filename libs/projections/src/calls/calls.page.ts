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
  /** Rows after this place; a place, unlike an offset, does not move when calls arrive. */
  readonly after: Place | null;
}

type Bound = string | number;

/** SQL for one page. Calls without a value come last in either direction. */
export function pageSql({ sort, descending, filter, after }: CallsPageQuery): { sql: string; values: Bound[] } {
  const column = CALL_SORTS[sort];
  const where: string[] = ['hidden = 0'];
  const values: Bound[] = [];
  const add = (condition: string, ...bound: Bound[]): void => {
    where.push(condition);
    values.push(...bound);
  };
  for (const name of ['status', 'direction', 'mode', 'agent'] as const) {
    const value = filter[name];
    if (value !== undefined) add(`${name} = ?`, value);
  }
  if (filter.live !== undefined) add('live = ?', Number(filter.live));
  if (filter.from !== undefined) add('begun_at >= ?', filter.from);
  if (filter.to !== undefined) add('begun_at < ?', filter.to);
  const [order, beyond] = descending ? ['DESC', '<'] : ['ASC', '>'];
  if (after && after.value !== null) {
    add(
      `(${column} ${beyond} ? OR (${column} = ? AND key ${beyond} ?) OR ${column} IS NULL)`,
      after.value,
      after.value,
      after.key,
    );
  } else if (after) {
    add(`${column} IS NULL AND key ${beyond} ?`, after.key);
  }
  const nulls = descending ? '' : ' NULLS LAST';
  const sql = `SELECT key, ${column} AS value, row FROM view_calls WHERE ${where.join(' AND ')}
    ORDER BY ${column} ${order}${nulls}, key ${order} LIMIT ?`;
  return { sql, values };
}
