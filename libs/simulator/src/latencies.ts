import type { LatencyStages } from '@callscope/call-events';
import type { CallPlan } from './call-plan';
import type { Chance } from './chance';
import type { Speed } from './providers';

/** One word in so many answers comes late, whoever is asked. */
const TAIL_PROBABILITY = 0.03;

/** What the stages of one answer take. All of them are whole ms. */
export interface AnswerTimes {
  readonly stages: LatencyStages & { readonly response_ms: number };
  /** Told by an event of its own, as some frameworks do; null where nobody measures it. */
  readonly endpointMs: number | null;
  /** From the end of the caller's words until they are understood. */
  readonly understoodMs: number;
}

/**
 * @param outputTokens of the language model.
 * @param toolMs what tools take before the agent can answer.
 */
export function answerTimes(
  { stack, slowness }: CallPlan,
  outputTokens: number,
  toolMs: number,
  chance: Chance,
): AnswerTimes {
  if (stack.mode === 'realtime') {
    const response = draw(stack.model, slowness, chance) + toolMs;
    return { stages: { response_ms: response }, endpointMs: null, understoodMs: Math.round(response / 2) };
  }
  const endpoint = Math.round(chance.logNormal(280, 0.3));
  const stt = draw(stack.stt, 1, chance);
  const ttft = draw(stack.llm, slowness, chance);
  const tts = draw(stack.tts, 1, chance);
  const response = endpoint + stt + ttft + toolMs + tts;
  // Who hosts the whole agent tells of the answer alone.
  if (stack.mode === 'hosted')
    return { stages: { response_ms: response }, endpointMs: null, understoodMs: endpoint + stt };
  const writing = Math.round((outputTokens * 1_000) / stack.llm.tokensPerSecond);
  return {
    stages: {
      response_ms: response,
      stt_ms: stt,
      llm_ttft_ms: ttft,
      llm_total_ms: ttft + writing,
      tts_ms: tts,
      tts_total_ms: tts + Math.round(writing * 0.8),
    },
    endpointMs: endpoint,
    understoodMs: endpoint + stt,
  };
}

function draw({ medianMs, sigma }: Speed, slowness: number, chance: Chance): number {
  const tail = chance.happens(TAIL_PROBABILITY) ? chance.between(2, 6) : 1;
  return Math.max(1, Math.round(chance.logNormal(medianMs, sigma) * slowness * tail));
}
