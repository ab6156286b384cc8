import type { LatencyStage } from '@callscope/call-events';

/** The parts of an answer in the order in which they happen. The order, like the colours, never changes. */
export const STAGES = ['endpoint', 'stt', 'llm', 'tts'] as const;
export type Stage = (typeof STAGES)[number];
export type Part = Stage | 'unattributed';

export const STAGE_FIELD = {
  endpoint: 'endpoint_ms',
  stt: 'stt_ms',
  llm: 'llm_ttft_ms',
  tts: 'tts_ms',
} as const satisfies Record<Stage, LatencyStage>;
