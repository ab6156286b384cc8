import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { durationMs, integer, oneOf } from '../guard/rule';
import { name } from '../guard/shared-fields';
import { COST_COMPONENTS, type CostComponent } from '../units';

export const USAGE_MODES = ['delta', 'cumulative'] as const;

export interface UsageRecordedData {
  readonly component: CostComponent;
  /** `delta` adds, `cumulative` replaces the former one. */
  readonly mode: (typeof USAGE_MODES)[number];
  readonly provider?: string;
  readonly model?: string;
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly cached_input_tokens?: number;
  readonly audio_input_tokens?: number;
  readonly audio_output_tokens?: number;
  readonly characters?: number;
  readonly audio_ms?: number;
  readonly requests?: number;
  /** The turn that it belongs to. */
  readonly turn?: number;
}

/** Something that is paid for was used. */
export type UsageRecorded = EventEnvelope<'usage.recorded', UsageRecordedData>;

const count = integer();

export const usageRecorded = defineEvent<UsageRecorded>({
  type: 'usage.recorded',
  personal: [],
  fields: {
    required: { component: oneOf(COST_COMPONENTS), mode: oneOf(USAGE_MODES) },
    optional: {
      provider: name,
      model: name,
      input_tokens: count,
      output_tokens: count,
      cached_input_tokens: count,
      audio_input_tokens: count,
      audio_output_tokens: count,
      characters: count,
      audio_ms: durationMs,
      requests: count,
    },
  },
  example: () => ({
    id: 'call-1:usage:llm:1',
    type: 'usage.recorded',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_014_000,
    data: { component: 'llm', mode: 'delta', provider: 'openai', input_tokens: 812, output_tokens: 41 },
  }),
});
