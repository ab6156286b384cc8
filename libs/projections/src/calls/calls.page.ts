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

/** SQL about calls, as `c`, with what is bound in it. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/**
 * What is left to ask of a call of the right kind (calls.facets.ts). A `+` keeps SQLite from going by that column: the
 * order of the page is worth more.
 */
export function conditionsOf({ sort, filter: { agent, from, to } }: CallsPageQuery): Condition[] {
  const conditions: Condition[] = [];
  if (agent !== undefined) conditions.push({ sql: '+c.agent = ?', values: [agent] });
  if (from !== undefined || to !== undefined) {
    const begun = sort === 'started_at' ? 'c.begun_at' : '+c.begun_at';
    const values = [from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER];
    conditions.push({ sql: `${begun} >= ? AND ${begun} < ?`, values });
  }
  return conditions;
}

/** A list in two parts: calls without a value come last in either direction. */
export interface Segment {
  readonly condition: Condition;
  readonly order: string;
}

/** What of the list comes after the place: each part in an order that an index has. */
export function segmentsOf({ sort, descending, after }: CallsPageQuery): Segment[] {
  const column = CALL_SORTS[sort];
  const [beyond, way] = descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const known = { sql: `c.${column} IS NOT NULL`, values: [] };
  const unknown = { sql: `c.${column} IS NULL`, values: [] };
  const [byValue, byKey] = [`value ${way}, key ${way}`, `key ${way}`];
  if (after?.value === null) {
    return [{ condition: { sql: `c.${column} IS NULL AND c.key ${beyond} ?`, values: [after.key] }, order: byKey }];
  }
  const first = after ? { sql: `(c.${column}, c.key) ${beyond} (?, ?)`, values: [after.value, after.key] } : known;
  return [
    { condition: first, order: byValue },
    { condition: unknown, order: byKey },
  ];
}
