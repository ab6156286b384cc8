import { currentVersion, type LatencyStages, type TurnCompleted, type TurnCorrected } from '@callscope/call-events';
import { momentMs } from './patter.moment';
import type { PatterLatency, PatterTurn } from './patter.payload';
import { PATTER_SOURCE } from './patter.source';

/** What the SDK writes as the agent's words when the caller broke in. */
const INTERRUPTED = '[interrupted]';

export function translateTurn(callId: string, turn: PatterTurn, receivedAt: number): TurnCompleted {
  const endedAt = momentMs(turn.timestamp, receivedAt);
  const interrupted = turn.agent_text === INTERRUPTED;
  const latency = turn.latency ? latencyOf(turn.latency) : {};
  return {
    id: `patter:${callId}:turn:${turn.turn_index}`,
    type: 'turn.completed',
    v: currentVersion('turn.completed'),
    call_id: callId,
    ...(endedAt === null ? {} : { occurred_at: endedAt }),
    source: PATTER_SOURCE,
    data: {
      turn: turn.turn_index,
      ...(turn.user_text ? { user_text: turn.user_text } : {}),
      ...(turn.agent_text && !interrupted ? { agent_text: turn.agent_text } : {}),
      outcome: interrupted ? 'interrupted' : 'completed',
      ...(Object.keys(latency).length > 0 ? { latency } : {}),
      ...(endedAt === null ? {} : { ended_at: endedAt }),
      ...positive('stt_audio_ms', (turn.stt_audio_seconds ?? 0) * 1_000),
      ...positive('tts_characters', turn.tts_characters),
    },
  };
}

/** The turn again, as a correction of what another body told before. */
export function asCorrection(turn: TurnCompleted, bodyHash: string): TurnCorrected {
  return { ...turn, type: 'turn.corrected', v: currentVersion('turn.corrected'), id: `${turn.id}:${bodyHash}` };
}

/**
 * The SDK's names to ours. 0 and null mean not measured. `stt_ms` is the recogniser's share only since the SDK tells
 * `user_speech_duration_ms` beside it; before, it held the caller's own talking time. `llm_ms` is no stage.
 */
function latencyOf(latency: PatterLatency): LatencyStages {
  return {
    ...positive('response_ms', latency.agent_response_ms),
    ...positive('endpoint_ms', latency.endpoint_ms),
    ...(latency.user_speech_duration_ms == null ? {} : positive('stt_ms', latency.stt_ms)),
    ...positive('llm_ttft_ms', latency.llm_ttft_ms),
    ...positive('llm_total_ms', latency.llm_total_ms),
    ...positive('tts_ms', latency.tts_ms),
    ...positive('tts_total_ms', latency.tts_total_ms),
    ...positive('barge_in_ms', latency.bargein_ms),
    ...positive('user_speech_ms', latency.user_speech_duration_ms),
    ...positive('total_ms', latency.total_ms),
  };
}

function positive<K extends string>(key: K, value: number | null | undefined): Partial<Record<K, number>> {
  return value && value > 0 && value < Infinity ? ({ [key]: value } as Record<K, number>) : {};
}
