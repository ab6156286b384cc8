import type { HeadlineStage, StatsStage } from '@callscope/call-state';
import { STAGE_FIELD, type Stage } from '../charts/stages';
import { language } from '../words/language';

/** What the view can be of: the answer as a whole, or one stage of it. */
export interface Measure {
  readonly key: 'response' | Stage;
  readonly field: StatsStage;
  /** What the stage is called in short; null: the answer as a whole. */
  readonly short: string | null;
}

/** One by which turns are ranked, and of which each agent, mode and carrier has figures. */
export interface Ranked extends Measure {
  readonly field: HeadlineStage;
}

const RESPONSE: Ranked = { key: 'response', field: 'response_ms', short: null };

export const MEASURES: readonly Measure[] = [
  RESPONSE,
  { key: 'endpoint', field: STAGE_FIELD.endpoint, short: 'Endpoint' },
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
  return MEASURES.find((each) => each.key === key) ?? RESPONSE;
}

/** Endpoint has figures of all calls together alone: what is ranked beside it is the answer as a whole. */
export function rankedFor(measure: Measure): Ranked {
  return isRanked(measure) ? measure : RESPONSE;
}

function isRanked(measure: Measure): measure is Ranked {
  return measure.field !== 'endpoint_ms';
}

export function splitNamed(name: string | null): Split {
  return SPLITS.find((each) => each === name) ?? 'agent';
}
