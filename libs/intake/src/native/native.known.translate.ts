import { type CallEvent, specOf } from '@callscope/call-events';

/**
 * The event as it is stored: without what nobody knows in its agent and its providers, which could be personal and would
 * be neither masked nor erased. What decides about repeats is the event as it was told. The same event when there is
 * nothing to leave out.
 */
export function knownOnly(event: CallEvent): CallEvent {
  const data = specOf(event.type)?.knownOnly(event.data) ?? event.data;
  return data === event.data ? event : ({ ...event, data } as CallEvent);
}
