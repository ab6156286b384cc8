import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { oneOf } from '../guard/rule';
import { turnNumber } from '../guard/shared-fields';

export const TURN_TRIGGERS = ['user', 'agent', 'tool'] as const;

/** A turn has begun; who or what set it off. */
export type TurnStarted = EventEnvelope<
  'turn.started',
  { readonly turn: number; readonly trigger?: (typeof TURN_TRIGGERS)[number] }
>;

export const turnStarted = defineEvent<TurnStarted>({
  type: 'turn.started',
  personal: [],
  fields: { required: { turn: turnNumber }, optional: { trigger: oneOf(TURN_TRIGGERS) } },
  example: () => ({
    id: 'call-1:turn:1:started',
    type: 'turn.started',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_010_000,
    data: { turn: 1, trigger: 'user' },
  }),
});
