import type { StoredEvent } from '@callscope/call-events';
import type { RowProjection, SumProjection } from './projection';

/** Keys of all the sums that a call was ever part of, also for a moment only: told by going through its events again. */
export function touchedKeys(
  source: RowProjection<unknown, unknown>,
  sums: SumProjection<unknown, unknown, unknown>,
  callId: string,
  events: readonly StoredEvent[],
): ReadonlySet<string> {
  const touched = new Set<string>();
  let before: unknown = null;
  for (const event of events) {
    try {
      if (!source.keys(event).includes(callId)) continue;
      const after = source.evolve(before, event, callId);
      if (after === undefined || after === before) continue;
      const change = { key: callId, before, after, position: event.position };
      before = after;
      for (const { keys } of sums.shares(change)) for (const key of keys) touched.add(key);
    } catch {
      // It was set aside when it came, and is in no sum.
    }
  }
  return touched;
}
