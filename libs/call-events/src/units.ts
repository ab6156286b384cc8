/**
 * Latency stages of a turn, in milliseconds. Absent means not measured, never 0.
 * `response_ms` (caller stops → agent's first audio) is the headline; `total_ms` counts from the caller's first sound.
 */
export const LATENCY_STAGES = [
  'response_ms',
  'endpoint_ms',
  'stt_ms',
  'llm_ttft_ms',
  'llm_total_ms',
  'tts_ms',
  'tts_total_ms',
  'barge_in_ms',
  'user_speech_ms',
  'total_ms',
] as const;
export type LatencyStage = (typeof LATENCY_STAGES)[number];
export type LatencyStages = { readonly [S in LatencyStage]?: number };

export const COST_COMPONENTS = ['stt', 'llm', 'tts', 'realtime', 'telephony', 'platform', 'other'] as const;
export type CostComponent = (typeof COST_COMPONENTS)[number];

export const CALL_STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in_progress',
  'forwarding',
  'completed',
  'busy',
  'no_answer',
  'failed',
  'canceled',
  'voicemail',
] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

export const DIRECTIONS = ['inbound', 'outbound', 'web', 'unknown'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const MODES = ['pipeline', 'realtime', 'hosted'] as const;
export type Mode = (typeof MODES)[number];

/** Turns are numbered by their source; a million of them is more than any call has. */
export const MAX_TURN = 1_000_000;

export const TURN_OUTCOMES = ['completed', 'interrupted', 'abandoned'] as const;
export type TurnOutcome = (typeof TURN_OUTCOMES)[number];

export interface AgentRef {
  readonly id?: string;
  readonly name?: string;
  readonly version?: string;
}

export interface ProviderRef {
  readonly name?: string;
  readonly model?: string;
}

/** Who does the work in each stage. */
export interface Providers {
  readonly stt?: ProviderRef;
  readonly llm?: ProviderRef;
  readonly tts?: ProviderRef;
  readonly realtime?: ProviderRef;
}
