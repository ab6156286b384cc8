import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { parties } from '../guard/shared-fields';
import type { AgentRef, Direction } from '../units';

/** Who speaks with whom, over what: told when a call is set up. Fields that are not known are absent. */
export interface CallParties {
  readonly direction: Direction;
  /** Personal: the calling number or address. */
  readonly from?: string;
  /** Personal: the called number or address. */
  readonly to?: string;
  readonly carrier?: string;
  readonly carrier_call_id?: string;
  readonly agent?: AgentRef;
  /** Personal: whatever the producer attaches, up to 16 KiB. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A call was asked for; nobody has answered yet. */
export type CallInitiated = EventEnvelope<'call.initiated', CallParties>;

export const callInitiated = defineEvent<CallInitiated>({
  type: 'call.initiated',
  personal: ['from', 'to', 'metadata'],
  fields: parties,
  example: () => ({
    id: 'call-1:initiated',
    type: 'call.initiated',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_000_000,
    data: { direction: 'outbound', from: '+12125550110', to: '+12065550162', carrier: 'twilio' },
  }),
});
