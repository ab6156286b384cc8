import type { StoredEvent } from '@callscope/call-events';
import type { CallTexts } from './call-search.read-model';
import { textsOf } from './words-of-event';

/** What an event adds to the texts of its call; undefined when it adds nothing. What once was told stays findable. */
export function textsToldBy(event: StoredEvent): CallTexts | undefined {
  if (event.type === 'call.erased') return null;
  const texts = textsOf(event);
  return texts === null ? undefined : [event.call_id, ...texts];
}
