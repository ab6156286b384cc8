import type { HeadlineStage } from '@callscope/call-state';
import { PART_LABEL, STAGE_FIELD } from '../charts/stages';

/** What the view can be of: the answer as a whole, or one stage of it. */
export interface Measure {
  readonly key: 'response' | 'stt' | 'llm' | 'tts';
  readonly field: HeadlineStage;
  readonly short: string;
  readonly name: string;
  readonly from: string;
}

/** Endpoint is not among them: the service keeps no figures of it, only the value of each turn. */
export const MEASURES: readonly [Measure, ...Measure[]] = [
  {
    key: 'response',
    field: 'response_ms',
    short: 'Response',
    name: 'Response',
    from: 'caller stops speaking to agent’s first audio',
  },
  { key: 'stt', field: STAGE_FIELD.stt, short: 'STT', name: PART_LABEL.stt, from: 'caller stops to final words' },
  { key: 'llm', field: STAGE_FIELD.llm, short: 'LLM', name: PART_LABEL.llm, from: 'words to first token, tools too' },
  { key: 'tts', field: STAGE_FIELD.tts, short: 'TTS', name: PART_LABEL.tts, from: 'text to first byte of sound' },
];

export const SPLITS = ['agent', 'mode', 'carrier'] as const;
export type Split = (typeof SPLITS)[number];

export function measureNamed(key: string | null): Measure {
  return MEASURES.find((each) => each.key === key) ?? MEASURES[0];
}

export function splitNamed(name: string | null): Split {
  return SPLITS.find((each) => each === name) ?? 'agent';
}
