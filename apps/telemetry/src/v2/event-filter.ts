import { CALL_EVENT_TYPES, specOf } from '@callscope/call-events';
import type { EventFilter } from '@callscope/live-feed';
import { invalidQuery, type Query, textOf } from './query/read-query';

/**
 * `types=turn.completed,custom.note&call_id=…`; null when all events are wanted.
 * @throws DoorError when a type is none.
 */
export function eventFilter(query: Query): EventFilter | null {
  const types = typesOf(query);
  const callId = textOf(query, 'call_id') ?? null;
  if (types === null && callId === null) return null;
  return {
    callId,
    accepts: (event) => (callId === null || event.call_id === callId) && (types === null || types.has(event.type)),
  };
}

function typesOf(query: Query): ReadonlySet<string> | null {
  const text = textOf(query, 'types');
  if (text === undefined) return null;
  const types = text.split(',');
  if (types.every((type) => specOf(type) !== null)) return new Set(types);
  throw invalidQuery('types', `must be types of events with commas between them: ${CALL_EVENT_TYPES.join(', ')}`);
}
