import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { durationMs, oneOf } from '../guard/rule';

export const INTERRUPTION_KINDS = ['barge_in', 'backchannel', 'false_interruption'] as const;

export interface InterruptionDetectedData {
  readonly kind: (typeof INTERRUPTION_KINDS)[number];
  readonly turn?: number;
  /** From the caller's first sound to the detection. */
  readonly detection_ms?: number;
  /** From the detection to the agent's silence. */
  readonly halt_ms?: number;
}

/** The caller spoke while the agent did. */
export type InterruptionDetected = EventEnvelope<'interruption.detected', InterruptionDetectedData>;

export const interruptionDetected = defineEvent<InterruptionDetected>({
  type: 'interruption.detected',
  personal: [],
  fields: {
    required: { kind: oneOf(INTERRUPTION_KINDS) },
    optional: { detection_ms: durationMs, halt_ms: durationMs },
  },
  example: () => ({
    id: 'call-1:interruption:1',
    type: 'interruption.detected',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_018_000,
    data: { kind: 'barge_in', turn: 2, detection_ms: 120, halt_ms: 60 },
  }),
});
