import type { HeadlineStage } from '@callscope/call-state';
import { STAGE_FIELD } from '../charts/stages';
import { language } from '../words/language';

/** What the view can be of: the answer as a whole, or one stage of it. */
export interface Measure {
  readonly key: 'response' | 'stt' | 'llm' | 'tts';
  readonly field: HeadlineStage;
  /** What the stage is called in short; null: the answer as a whole. */
  readonly short: string | null;
}

/** Endpoint is not among them: the service keeps no figures of it, only the value of each turn. */
export const MEASURES: readonly [Measure, ...Measure[]] = [
  { key: 'response', field: 'response_ms', short: null },
  { key: 'stt', field: STAGE_FIELD.stt, short: 'STT' },
  { key: 'llm', field: STAGE_FIELD.llm, short: 'LLM' },
  { key: 'tts', field: STAGE_FIELD.tts, short: 'TTS' },
];

export function measureName({ key }: Pick<Measure, 'key'>): string {
  return key === 'response' ? language.words.any.response : language.words.stage[key];
}

export const SPLITS = ['agent', 'mode', 'carrier'] as const;
export type Split = (typeof SPLITS)[number];

export function measureNamed(key: string | null): Measure {
  return MEASURES.find((each) => each.key === key) ?? MEASURES[0];
}

export function splitNamed(name: string | null): Split {
  return SPLITS.find((each) => each === name) ?? 'agent';
}
