import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { anything, durationMs, listOf, oneOf } from '../guard/rule';
import { name, turnNumber } from '../guard/shared-fields';

export const END_REASONS = [
  'user_hangup',
  'agent_hangup',
  'transfer',
  'voicemail',
  'no_answer',
  'busy',
  'timeout',
  'error',
  'completed',
  'unknown',
] as const;
export type EndReason = (typeof END_REASONS)[number];

export interface CallEndedData {
  readonly reason?: EndReason;
  /** Personal: the source's own word. */
  readonly raw_reason?: string;
  readonly duration_ms?: number;
  readonly report_id?: string;
  /** The turn numbers that the report lists. */
  readonly turns?: readonly number[];
  /** Personal: the source's own summary of the call, kept whole. Trusted only where no event says it. */
  readonly report?: Readonly<Record<string, unknown>>;
}

/** The call is over. */
export type CallEnded = EventEnvelope<'call.ended', CallEndedData>;

export const callEnded = defineEvent<CallEnded>({
  type: 'call.ended',
  personal: ['raw_reason', 'report'],
  fields: {
    optional: {
      reason: oneOf(END_REASONS),
      raw_reason: name,
      duration_ms: durationMs,
      report_id: name,
      turns: listOf(turnNumber, 100_000),
      report: anything,
    },
  },
  example: () => ({
    id: 'call-1:ended',
    type: 'call.ended',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_032_164,
    data: { reason: 'user_hangup', duration_ms: 24_764 },
  }),
});
