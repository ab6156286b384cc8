import type { LatencyStage } from '@callscope/call-events';
import type { Used } from './bill';
import type { CallPlan } from './call-plan';
import type { Chance } from './chance';
import { type AnswerTimes, answerTimes } from './latencies';
import type { Notebook } from './notebook';
import { firstWords, speakingMs } from './scene-words';
import type { Exchange, SceneTool } from './scenes';

export interface PlayedTurn {
  readonly endMs: number;
  readonly used: Used;
}

interface Stage {
  readonly plan: CallPlan;
  readonly book: Notebook;
  readonly chance: Chance;
}

const PROMPT_TOKENS = 640;
const TOKENS_A_TURN = 55;
const CHARACTERS_A_TOKEN = 4;
/** Realtime models count sound: about ten tokens a second of the caller, twenty of the agent. */
const AUDIO_TOKENS_A_SECOND = { caller: 10, agent: 20 } as const;

/** Turn 0: the agent speaks first. */
export function playGreeting({ plan, book, chance }: Stage, text: string, atMs: number): PlayedTurn {
  book.write(atMs, 'turn.started', { turn: 0, trigger: 'agent' });
  const spokenMs = speakingMs(text, chance);
  const { stages } = answerTimes(plan, 0, 0, chance);
  const latency = stages.tts_ms === undefined ? {} : { latency: { tts_ms: stages.tts_ms } };
  const begunMs = atMs + (stages.tts_ms ?? 200);
  const endMs = begunMs + spokenMs;
  book.write(endMs, 'turn.completed', {
    turn: 0,
    agent_text: text,
    outcome: 'completed',
    ...latency,
    started_at: atMs,
    ended_at: endMs,
    tts_characters: text.length,
  });
  return { endMs, used: usedBy(plan, 0, '', text, 0, spokenMs) };
}

/** The caller speaks, the agent answers, or is broken in on. */
export function playTurn(stage: Stage, turn: number, { user, agent, tool }: Exchange, atMs: number): PlayedTurn {
  const { plan, book, chance } = stage;
  const language = plan.scene.language;
  const userSpeechMs = speakingMs(user, chance);
  const heardMs = atMs + userSpeechMs;
  book.write(atMs, 'turn.started', { turn, trigger: 'user' });
  writePartials(stage, turn, user, atMs, userSpeechMs);

  const toolMs = tool === undefined ? 0 : Math.round(chance.logNormal(320, 0.7));
  const answer = answerTimes(plan, tokensOf(agent), toolMs, chance);
  const { stages, understoodMs } = answer;
  book.write(heardMs + understoodMs, 'transcript.final', {
    role: 'user',
    text: user,
    turn,
    utterance_id: `u${turn}`,
    started_at: atMs,
    ended_at: heardMs,
    language,
    confidence: Number(chance.between(0.82, 0.99).toFixed(3)),
  });
  if (tool !== undefined) writeTool(stage, turn, tool, heardMs + understoodMs, toolMs);

  const answerMs = heardMs + stages.response_ms;
  writeStages(stage, turn, answer, heardMs);
  const spokenMs = speakingMs(agent, chance);
  const isBrokenIn = chance.happens(0.1);
  const share = isBrokenIn ? chance.between(0.2, 0.8) : 1;
  const endMs = answerMs + Math.round(spokenMs * share);
  const bargeIn = isBrokenIn ? writeInterruption(stage, turn, 'barge_in', endMs) : {};
  if (!isBrokenIn && chance.happens(0.05))
    writeInterruption(stage, turn, 'backchannel', answerMs + Math.round(spokenMs / 2));
  book.write(endMs, 'turn.completed', {
    turn,
    user_text: user,
    agent_text: firstWords(agent, share),
    outcome: isBrokenIn ? 'interrupted' : 'completed',
    latency: { ...stages, ...bargeIn, user_speech_ms: userSpeechMs, total_ms: userSpeechMs + stages.response_ms },
    started_at: atMs,
    ended_at: endMs,
    stt_audio_ms: userSpeechMs,
    tts_characters: agent.length,
  });
  return { endMs, used: usedBy(plan, turn, user, agent, userSpeechMs, endMs - answerMs) };
}

/** The caller speaks, and no answer comes. */
export function playAbandoned(
  { plan, book, chance }: Stage,
  turn: number,
  { user }: Exchange,
  atMs: number,
): PlayedTurn {
  const heardMs = speakingMs(user, chance);
  const endMs = atMs + heardMs + chance.integer(2_000, 6_000);
  book.write(atMs, 'turn.started', { turn, trigger: 'user' });
  book.write(endMs, 'turn.completed', {
    turn,
    user_text: user,
    outcome: 'abandoned',
    latency: { user_speech_ms: heardMs },
    started_at: atMs,
    ended_at: endMs,
    stt_audio_ms: heardMs,
  });
  return { endMs, used: usedBy(plan, turn, user, '', heardMs, 0) };
}

function writePartials({ book, chance }: Stage, turn: number, text: string, atMs: number, speechMs: number): void {
  const count = chance.integer(1, 3);
  for (let n = 1; n <= count; n += 1) {
    const share = n / (count + 1);
    const words = { role: 'user', text: firstWords(text, share), turn, utterance_id: `u${turn}` } as const;
    book.write(atMs + Math.round(speechMs * share), 'transcript.partial', words);
  }
}

/**
 * What an agent of one's own measures, stage by stage as each is over; the turn tells it again in the end, but for the
 * silence before it. Who hosts the whole agent tells nothing before.
 */
function writeStages({ plan, book }: Stage, turn: number, times: AnswerTimes, heardMs: number): void {
  if (plan.stack.mode === 'hosted') return;
  const { stages, endpointMs, understoodMs } = times;
  const answerMs = heardMs + stages.response_ms;
  const measured = (atMs: number, stage: LatencyStage, ms: number | null | undefined): void => {
    if (typeof ms === 'number') book.write(atMs, 'latency.recorded', { stage, value_ms: ms, turn, method: 'measured' });
  };
  measured(heardMs + (endpointMs ?? 0), 'endpoint_ms', endpointMs);
  measured(heardMs + understoodMs, 'stt_ms', stages.stt_ms);
  measured(answerMs - (stages.tts_ms ?? 0), 'llm_ttft_ms', stages.llm_ttft_ms);
  measured(answerMs, 'tts_ms', stages.tts_ms);
  if (plan.stack.mode === 'realtime') measured(answerMs, 'response_ms', stages.response_ms);
}

function writeTool({ book, chance }: Stage, turn: number, tool: SceneTool, atMs: number, takesMs: number): void {
  const names = { tool_call_id: `t${turn}`, name: tool.name, turn };
  book.write(atMs, 'tool.started', { ...names, arguments: tool.arguments });
  const answer = chance.happens(0.04)
    ? { status: 'error' as const, result: { error: 'the calendar did not answer' } }
    : { status: 'ok' as const, result: tool.result };
  book.write(atMs + takesMs, 'tool.ended', { ...names, ...answer, duration_ms: takesMs });
}

function writeInterruption({ book, chance }: Stage, turn: number, kind: 'barge_in' | 'backchannel', atMs: number) {
  const [detection, halt] = [Math.round(chance.logNormal(130, 0.4)), Math.round(chance.logNormal(70, 0.4))];
  book.write(atMs, 'interruption.detected', { kind, turn, detection_ms: detection, halt_ms: halt });
  return { barge_in_ms: detection + halt };
}

/** Every turn the model reads all that was said before. */
function usedBy(
  { stack }: CallPlan,
  turn: number,
  user: string,
  agent: string,
  heardMs: number,
  spokenMs: number,
): Used {
  if (stack.mode === 'realtime') {
    const inputTokens = Math.round((heardMs / 1_000) * AUDIO_TOKENS_A_SECOND.caller);
    const outputTokens = Math.round((spokenMs / 1_000) * AUDIO_TOKENS_A_SECOND.agent);
    return { audioMs: heardMs, inputTokens, outputTokens, characters: 0 };
  }
  const isAsked = user !== '';
  const inputTokens = isAsked ? PROMPT_TOKENS + turn * TOKENS_A_TURN + tokensOf(user) : 0;
  return { audioMs: heardMs, inputTokens, outputTokens: isAsked ? tokensOf(agent) : 0, characters: agent.length };
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_A_TOKEN);
}
