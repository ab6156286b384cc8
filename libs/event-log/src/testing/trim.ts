import type { EventLog } from '../event-log';
import type { BaselineRow, TrimOutcome } from '../trimming';

/** What is answered to the first trim of one call; how many events and up to where is not said. */
export const TRIMMED = { outcome: 'trimmed', calls: 1, version: 1, wiped: true } as const;

/** Trims calls as they stand now, and sets rows of the baseline that is in force. */
export function trimAll(
  log: EventLog,
  callIds: readonly string[],
  set: readonly BaselineRow[] = [],
): Promise<TrimOutcome> {
  return log.trim({ callIds, asOf: log.head, baseline: { version: log.baseline().version, set } });
}
