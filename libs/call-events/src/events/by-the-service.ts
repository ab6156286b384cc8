import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { integer } from '../guard/rule';
import { name } from '../guard/shared-fields';

/** Written by the service itself, never taken in from outside. */
type Own<Type extends string> = EventEnvelope<Type, Readonly<Record<string, never>>>;

/** Nothing was recorded for the call for so long that it is given up. A later event takes it back. */
export type CallTimedOut = Own<'call.timed_out'>;
export const callTimedOut = own<CallTimedOut>('call.timed_out');

/** The call is to be in no list and no total. */
export type CallHidden = Own<'call.hidden'>;
export const callHidden = own<CallHidden>('call.hidden');

/** The call is to be seen again. */
export type CallUnhidden = Own<'call.unhidden'>;
export const callUnhidden = own<CallUnhidden>('call.unhidden');

/** What told of persons in the events of the call is gone. */
export type CallErased = EventEnvelope<
  'call.erased',
  { readonly events: number; /** Keyed hash of the call id. */ readonly subject: string }
>;
export const callErased = defineEvent<CallErased>({
  type: 'call.erased',
  personal: [],
  fields: { required: { events: integer(), subject: name } },
  example: () => ({
    id: 'call-1:erased',
    type: 'call.erased',
    v: 1,
    call_id: 'call-1',
    data: { events: 7, subject: 'c0ffee' },
  }),
});

function own<E extends Own<string>>(type: E['type']) {
  return defineEvent<Own<E['type']>>({
    type,
    personal: [],
    fields: {},
    example: () => ({ id: `call-1:${type}`, type, v: 1, call_id: 'call-1', data: {} }),
  });
}
