import { currentVersion, type LatencyStages, type TurnCompleted, type TurnCorrected } from '@callscope/call-events';
import { momentMs } from './patter.moment';
import type { PatterLatency, PatterTurn } from './patter.payload';
import { PATTER_SOURCE } from './patter.source';

/** What the SDK writes as the agent's words when the caller broke in. */
const INTERRUPTED = '[interrupted]';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function translateTurn(callId: string, turn: PatterTurn, receivedAt: number): TurnCompleted {
  const endedAt = momentMs(turn.timestamp, receivedAt);
  return {
    id: `patter:${callId}:turn:${turn.turn_index}`,
    type: 'turn.completed',
    v: currentVersion('turn.completed'),
    call_id: callId,
    ...(endedAt === null ? {} : { occurred_at: endedAt }),
    source: PATTER_SOURCE,
    data: dataOf(turn, endedAt),
  };
}

/** Field by field, here and below: an end has many turns, and to spread an object for each field takes far longer. */
function dataOf(turn: PatterTurn, endedAt: number | null): TurnCompleted['data'] {
  const interrupted = turn.agent_text === INTERRUPTED;
  const data: Writable<Partial<TurnCompleted['data']>> = { turn: turn.turn_index };
  if (turn.user_text) data.user_text = turn.user_text;
  if (turn.agent_text && !interrupted) data.agent_text = turn.agent_text;
  data.outcome = interrupted ? 'interrupted' : 'completed';
  const latency = turn.latency ? latencyOf(turn.latency) : null;
  if (latency) data.latency = latency;
  if (endedAt !== null) data.ended_at = endedAt;
  const audioMs = (turn.stt_audio_seconds ?? 0) * 1_000;
  if (isMeasured(audioMs)) data.stt_audio_ms = audioMs;
  if (isMeasured(turn.tts_characters)) data.tts_characters = turn.tts_characters;
  return data as TurnCompleted['data'];
}

/** The turn again, as a correction of what another body told before. */
export function asCorrection(turn: TurnCompleted, bodyHash: string): TurnCorrected {
  return { ...turn, type: 'turn.corrected', v: currentVersion('turn.corrected'), id: `${turn.id}:${bodyHash}` };
}

/**
 * The SDK's names to ours. 0 and null mean not measured. `stt_ms` is the recogniser's share only since the SDK tells
 * `user_speech_duration_ms` beside it; before, it held the caller's own talking time. `llm_ms` is no stage. Null when
 * nothing was measured.
 */
function latencyOf(told: PatterLatency): LatencyStages | null {
  const stages: Writable<LatencyStages> = {};
  if (isMeasured(told.agent_response_ms)) stages.response_ms = told.agent_response_ms;
  if (isMeasured(told.endpoint_ms)) stages.endpoint_ms = told.endpoint_ms;
  if (told.user_speech_duration_ms != null && isMeasured(told.stt_ms)) stages.stt_ms = told.stt_ms;
  if (isMeasured(told.llm_ttft_ms)) stages.llm_ttft_ms = told.llm_ttft_ms;
  if (isMeasured(told.llm_total_ms)) stages.llm_total_ms = told.llm_total_ms;
  if (isMeasured(told.tts_ms)) stages.tts_ms = told.tts_ms;
  if (isMeasured(told.tts_total_ms)) stages.tts_total_ms = told.tts_total_ms;
  if (isMeasured(told.bargein_ms)) stages.barge_in_ms = told.bargein_ms;
  if (isMeasured(told.user_speech_duration_ms)) stages.user_speech_ms = told.user_speech_duration_ms;
  if (isMeasured(told.total_ms)) stages.total_ms = told.total_ms;
  return Object.keys(stages).length > 0 ? stages : null;
}

function isMeasured(value: number | null | undefined): value is number {
  return value != null && value > 0 && value < Infinity;
}
