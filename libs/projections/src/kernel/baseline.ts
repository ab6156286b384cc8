import type { Baseline } from '@callscope/event-log';

/** What the log keeps for one row of sums, of the calls that were trimmed. */
export interface BaselineRow {
  /** What those calls add up to, as a row of the projection. */
  readonly row: unknown;
  /** When the newest of them was trimmed the read models stood here, */
  readonly at: number;
  /** and this was in the row what depends on its past (`OpenRow.mark`). */
  readonly mark: unknown;
}

export function baselineKey(projection: string, key: string): string {
  return `${projection} ${key}`;
}

/** The rows of one projection, by their key. */
export function baselineRowsOf({ rows }: Baseline, projection: string): ReadonlyMap<string, BaselineRow> {
  const own = new Map<string, BaselineRow>();
  const prefix = baselineKey(projection, '');
  for (const [key, text] of rows) {
    if (key.startsWith(prefix)) own.set(key.slice(prefix.length), JSON.parse(text) as BaselineRow);
  }
  return own;
}
