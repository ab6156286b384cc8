import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { instantMs, number, oneOf, text } from '../guard/rule';
import { name, turnNumber } from '../guard/shared-fields';

export const ROLES = ['user', 'agent', 'tool', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Words as they are being recognised: shown live, never stored, dropped under load. Never an event of the log. */
export interface TranscriptPartialData {
  readonly role: Role;
  /** Personal. */
  readonly text: string;
  /** Names what is said: words in passing and the final ones have the same. */
  readonly utterance_id?: string;
  /** The turn that it belongs to. */
  readonly turn?: number;
}

export interface TranscriptFinalData extends TranscriptPartialData {
  /** Epoch ms. */
  readonly started_at?: number;
  /** Epoch ms. */
  readonly ended_at?: number;
  readonly language?: string;
  /** 0 to 1. */
  readonly confidence?: number;
}

/** What was said, as it was finally understood. */
export type TranscriptFinal = EventEnvelope<'transcript.final', TranscriptFinalData>;

export const partialFields = {
  required: { role: oneOf(ROLES), text: text() },
  optional: { utterance_id: name, turn: turnNumber },
};

export const transcriptFinal = defineEvent<TranscriptFinal>({
  type: 'transcript.final',
  personal: ['text'],
  fields: {
    required: partialFields.required,
    optional: {
      ...partialFields.optional,
      started_at: instantMs,
      ended_at: instantMs,
      language: name,
      confidence: number(0, 1),
    },
  },
  example: () => ({
    id: 'call-1:transcript:u7',
    type: 'transcript.final',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_012_000,
    data: { role: 'user', text: 'Can I move my appointment?', utterance_id: 'u7', language: 'en' },
  }),
});
