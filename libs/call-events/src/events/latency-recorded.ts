import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { durationMs, oneOf } from '../guard/rule';
import { name } from '../guard/shared-fields';
import { LATENCY_STAGES, type LatencyStage } from '../units';

export const LATENCY_METHODS = ['measured', 'summed'] as const;

export interface LatencyRecordedData {
  readonly stage: LatencyStage;
  readonly value_ms: number;
  /** Where it belongs; fills in a stage that the turn itself lacks. */
  readonly turn?: number;
  readonly method?: (typeof LATENCY_METHODS)[number];
  readonly provider?: string;
  readonly model?: string;
}

/** One stage was measured. */
export type LatencyRecorded = EventEnvelope<'latency.recorded', LatencyRecordedData>;

export const latencyRecorded = defineEvent<LatencyRecorded>({
  type: 'latency.recorded',
  personal: [],
  fields: {
    required: { stage: oneOf(LATENCY_STAGES), value_ms: durationMs },
    optional: { method: oneOf(LATENCY_METHODS), provider: name, model: name },
  },
  example: () => ({
    id: 'call-1:turn:1:endpoint',
    type: 'latency.recorded',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_012_300,
    data: { stage: 'endpoint_ms', value_ms: 310, turn: 1, method: 'measured' },
  }),
});
