import { isObject } from '@callscope/call-events';
import { decodeJson, RefusedInputError, treeRefusal } from '../kernel';
import { EVENT_TOO_LARGE, MAX_BATCH_EVENTS, MAX_EVENT_BYTES } from './native.limits';

/**
 * The events of a JSON body: one, a list of them, or `{"events":[…]}`. What each of them is worth is not looked at here.
 * @throws RefusedInputError when it is none of these, is too long a list, or is one event of too many bytes.
 */
export function eventsOfBody(bytes: Uint8Array): readonly unknown[] {
  const body = decodeJson(bytes);
  const list = Array.isArray(body) ? (body as readonly unknown[]) : listOf(body);
  if (!list) {
    if (bytes.length > MAX_EVENT_BYTES) throw new RefusedInputError('event_too_large', EVENT_TOO_LARGE);
    return [body];
  }
  if (list.length > MAX_BATCH_EVENTS) {
    throw new RefusedInputError('batch_too_large', `a batch must not pass ${MAX_BATCH_EVENTS} events`);
  }
  return list;
}

/** The list in `{"events":[…]}`; null when the body is one event. */
function listOf(body: unknown): readonly unknown[] | null {
  if (!isObject(body)) throw new RefusedInputError('not_an_object', 'the body must be an event or a list of events');
  if (body['type'] !== undefined || !Object.hasOwn(body, 'events')) return null;
  const { events } = body;
  if (!Array.isArray(events)) throw new RefusedInputError('invalid_field', 'events must be a list', 'events');
  // What stands beside them is not read, but is refused as anywhere. Not looked at in a copy: it may have many keys.
  (body as { events: unknown }).events = null;
  const refusal = treeRefusal(body);
  if (refusal) throw new RefusedInputError(refusal.code, refusal.message, refusal.field);
  return events as readonly unknown[];
}
