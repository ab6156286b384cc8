import type { StoredEvent } from '@callscope/call-events';
import type { CallWords } from './call-search.read-model';
import { piecesOf } from './search-words';
import { textsOf } from './words-of-event';

/** What an event adds to the words of its call; undefined when it adds nothing. What once was told stays findable. */
export function wordsToldBy(event: StoredEvent): CallWords | undefined {
  if (event.type === 'call.erased') return null;
  const texts = textsOf(event);
  if (texts.length === 0) return undefined;
  const words = [event.call_id];
  for (const text of texts) words.push(...piecesOf(text));
  return words;
}
