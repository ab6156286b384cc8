import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { anything, flag, text } from '../guard/rule';
import { name } from '../guard/shared-fields';

export interface CallAnalyzedData {
  /** Personal: what the call was about. */
  readonly summary?: string;
  readonly success?: boolean;
  readonly sentiment?: string;
  /** Personal: whatever else was found. */
  readonly structured?: unknown;
}

/** Somebody or something has looked the call over. */
export type CallAnalyzed = EventEnvelope<'call.analyzed', CallAnalyzedData>;

export const callAnalyzed = defineEvent<CallAnalyzed>({
  type: 'call.analyzed',
  personal: ['summary', 'structured'],
  fields: { optional: { summary: text(), success: flag, sentiment: name, structured: anything } },
  example: () => ({
    id: 'call-1:analyzed',
    type: 'call.analyzed',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_050_000,
    data: { summary: 'The caller moved an appointment.', success: true, sentiment: 'positive' },
  }),
});
