import type { LatencyStages, TurnOutcome } from '@callscope/call-events';

/** A turn in the words and units of Patter's dashboard: ms for latencies, seconds for times, 0 for not measured. */
export interface TurnMetrics {
  readonly turn_index: number;
  readonly user_text: string;
  readonly agent_text: string;
  readonly latency: Readonly<Record<string, number>>;
  readonly stt_audio_seconds: number;
  readonly tts_characters: number;
  readonly timestamp: number | null;
}

interface Told {
  readonly turn: number;
  readonly outcome: TurnOutcome;
  readonly user_text?: string | null;
  readonly agent_text?: string | null;
  readonly latency?: LatencyStages;
  readonly ended_at?: number | null;
  readonly stt_audio_ms?: number;
  readonly tts_characters?: number;
}

export function turnMetrics(turn: Told): TurnMetrics {
  return {
    turn_index: turn.turn,
    user_text: turn.user_text ?? '',
    agent_text: turn.agent_text ?? (turn.outcome === 'interrupted' ? '[interrupted]' : ''),
    latency: latency(turn.latency ?? {}),
    stt_audio_seconds: (turn.stt_audio_ms ?? 0) / 1_000,
    tts_characters: turn.tts_characters ?? 0,
    timestamp: turn.ended_at == null ? null : turn.ended_at / 1_000,
  };
}

/** The four that are always there, 0 when not measured, and the others where they are known. */
function latency(stages: LatencyStages): Record<string, number> {
  const optional: Record<string, number | undefined> = {
    llm_ttft_ms: stages.llm_ttft_ms,
    llm_total_ms: stages.llm_total_ms,
    tts_total_ms: stages.tts_total_ms,
    endpoint_ms: stages.endpoint_ms,
    bargein_ms: stages.barge_in_ms,
    agent_response_ms: stages.response_ms,
    user_speech_duration_ms: stages.user_speech_ms,
  };
  const known = Object.entries(optional).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return {
    stt_ms: stages.stt_ms ?? 0,
    llm_ms: stages.llm_ttft_ms ?? 0,
    tts_ms: stages.tts_ms ?? 0,
    total_ms: stages.total_ms ?? 0,
    ...Object.fromEntries(known),
  };
}
