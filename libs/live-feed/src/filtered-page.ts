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

/** The wanted ones of the next `limit` events above `after`; all of them where there is no filter. */
export function filteredPage(log: ReadLog, filter: EventFilter | null, after: number, limit: number): FilteredPage {
  const callId = filter?.callId ?? null;
  // Before the read: what is committed after it is not searched.
  const { head } = log;
  const page = callId === null ? log.read(after, limit) : log.readCall(callId, after, limit);
  const events = filter ? page.filter((event) => filter.accepts(event)) : page;
  const isLastOfCall = callId !== null && page.length < limit;
  return { events, upTo: isLastOfCall ? head : (page.at(-1)?.position ?? head) };
}
