import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { durationMs, instantMs, integer, oneOf, text } from '../guard/rule';
import { latencyStages, turnNumber } from '../guard/shared-fields';
import { type LatencyStages, TURN_OUTCOMES, type TurnOutcome } from '../units';

export interface TurnCompletedData {
  /** The source's own number of the turn: an integer from 0, gaps allowed. */
  readonly turn: number;
  /** Personal: what the caller said. */
  readonly user_text?: string;
  /** Personal: what the agent said. */
  readonly agent_text?: string;
  readonly outcome: TurnOutcome;
  readonly latency?: LatencyStages;
  /** Epoch ms. */
  readonly started_at?: number;
  /** Epoch ms. */
  readonly ended_at?: number;
  readonly stt_audio_ms?: number;
  readonly tts_characters?: number;
}

/** One exchange is over: the caller spoke, the agent answered, or was interrupted. */
export type TurnCompleted = EventEnvelope<'turn.completed', TurnCompletedData>;

const fields = {
  required: { turn: turnNumber, outcome: oneOf(TURN_OUTCOMES) },
  optional: {
    user_text: text(),
    agent_text: text(),
    latency: latencyStages,
    started_at: instantMs,
    ended_at: instantMs,
    stt_audio_ms: durationMs,
    tts_characters: integer(),
  },
};

const example = (): TurnCompleted => ({
  id: 'call-1:turn:1',
  type: 'turn.completed',
  v: 1,
  call_id: 'call-1',
  occurred_at: 1_778_627_015_000,
  data: {
    turn: 1,
    user_text: 'Can I move my appointment?',
    agent_text: 'Of course. Which day suits you?',
    outcome: 'completed',
    latency: { response_ms: 982, endpoint_ms: 310, llm_ttft_ms: 460, tts_ms: 212, total_ms: 4_810 },
    ended_at: 1_778_627_015_000,
  },
});

export const turnCompleted = defineEvent<TurnCompleted>({
  type: 'turn.completed',
  personal: ['user_text', 'agent_text'],
  fields,
  example,
});

/** Tells a turn anew that was told before with another content: the last stored one is in force. */
export type TurnCorrected = EventEnvelope<'turn.corrected', TurnCompletedData>;

export const turnCorrected = defineEvent<TurnCorrected>({
  type: 'turn.corrected',
  personal: ['user_text', 'agent_text'],
  fields,
  example: () => ({ ...example(), id: 'call-1:turn:1:corrected', type: 'turn.corrected' }),
});
