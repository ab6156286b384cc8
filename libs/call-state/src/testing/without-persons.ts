import { specOf, type StoredEvent } from '@callscope/call-events';

/** The event as the log gives it back once its call was erased. */
export function withoutPersons(event: StoredEvent): StoredEvent {
  const kept = Object.entries(event.data).filter(([name]) => specOf(event.type)?.isKept(name));
  return { ...event, data: Object.fromEntries(kept) } as StoredEvent;
}
