import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { integer, oneOf } from '../guard/rule';
import { name } from '../guard/shared-fields';
import { CALL_STATUSES, type CallStatus } from '../units';

export interface CallStatusChangedData {
  readonly status: CallStatus;
  /** Personal: the source's own word. */
  readonly raw_status?: string;
  /** The carrier's own order of its status words: of two terminal ones the higher wins. */
  readonly sequence?: number;
  readonly sip_code?: number;
}

/** The carrier or the framework says where the call stands. */
export type CallStatusChanged = EventEnvelope<'call.status_changed', CallStatusChangedData>;

export const callStatusChanged = defineEvent<CallStatusChanged>({
  type: 'call.status_changed',
  personal: ['raw_status'],
  fields: {
    required: { status: oneOf(CALL_STATUSES) },
    optional: { raw_status: name, sequence: integer(), sip_code: integer(100, 699) },
  },
  example: () => ({
    id: 'call-2:status:3',
    type: 'call.status_changed',
    v: 1,
    call_id: 'call-2',
    occurred_at: 1_778_627_081_000,
    data: { status: 'no_answer', raw_status: 'no-answer', sequence: 3 },
  }),
});
