import type { StoredEvent } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';

/** Which of the stored events one reader wants. */
export interface EventFilter {
  /** Only those of this call, which the log finds without looking at the others; null for all calls. */
  readonly callId: string | null;
  accepts(event: StoredEvent): boolean;
}

export interface FilteredPage {
  readonly events: readonly StoredEvent[];
  /** Up to here the log was searched for them. */
  readonly upTo: number;
}

type ReadLog = Pick<EventLog, 'head' | 'read' | 'readCall'>;

/**
 * The wanted ones of the next events above `after`, `limit` or fewer of them; all of them where there is no filter. That
 * they are few does not say that the log ends there: `upTo` does.
 */
export function filteredPage(log: ReadLog, filter: EventFilter | null, after: number, limit: number): FilteredPage {
  const callId = filter?.callId ?? null;
  // Before the read: what is committed after it is not searched.
  const { head } = log;
  const page = callId === null ? log.read(after, limit) : log.readCall(callId, after, limit);
  const events = filter ? page.filter((event) => filter.accepts(event)) : page;
  const last = page.at(-1)?.position;
  // A page may be shorter than asked for, since its events are large: only the log knows whether more follow.
  const isLastOfCall = callId !== null && page.length < limit && !hasMore(log, callId, last);
  return { events, upTo: isLastOfCall ? head : (last ?? head) };
}

/** Has the log events of this call above that position? No position: above one where it found none. */
function hasMore(log: ReadLog, callId: string, last: number | undefined): boolean {
  return last !== undefined && log.readCall(callId, last, 1).length > 0;
}
