// A day of calls for the screenshots: the same each time but for the clock, which it is given.
import { AGENTS } from './dialogues.mjs';

const CALLS = 120;
/** So many of the day before that the board, which counts as far as it has read, counts all of them. */
const CALLS_BEFORE = 75;
const DAY_MS = 86_400_000;
const WORD_MS = 330;
/** How long each agent took the day before, against this day. */
const PACE_BEFORE = [0.96, 1.06, 0.76, 1, 1.03, 0.98];
const STT = { provider: 'deepgram', model: 'nova-3' };
const LLM = { provider: 'openai', model: 'gpt-4o-mini' };
const TTS = { provider: 'elevenlabs', model: 'flash-v2.5' };

/** The call whose page is taken. */
export const SHOWN = 'CA7f3b02d4c1954e0ab6d8219f5a60c3e7';
/** The live call of the rail: the third, for the newest is on top. */
const LIVE = 'CA19c4e8a05b7d4f2f93a16dd20b8e47f1';

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function chanceFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** All of the day that is over, three calls in progress, and the day before. `now`: epoch ms. */
export function dayOfCalls(now) {
  const chance = chanceFrom(20_260);
  const before = AGENTS.map((agent, at) => ({ ...agent, ms: agent.ms * PACE_BEFORE[at] }));
  const events = [
    ...callsUntil(now - DAY_MS, CALLS_BEFORE, before, (id) => `CA${[...id.slice(2)].reverse().join('')}`),
    ...callsUntil(now, CALLS, AGENTS),
  ];
  const [, hotel, dental, taxi] = AGENTS;
  events.push(...told(LIVE, hotel, now - 58_000, chance, { turns: 5, live: true }));
  events.push(...told(`CA${hex(chance, 32)}`, dental, now - 31_000, chance, { turns: 3, live: true }));
  events.push(...unanswered(`CA${hex(chance, 32)}`, taxi, now - 4_000, chance, 'ringing'));
  return events;
}

/** The same calls for each day: what differs is how fast the agents are. */
function callsUntil(end, count, agents, idOf = (id) => id) {
  return Array.from({ length: count }, (_, at) => {
    const chance = chanceFrom(20_260 + at);
    // Few at night, and more towards the evening.
    const began = end - 240_000 - DAY_MS * 0.98 * (at / count) ** 1.2 - chance() * 600_000;
    const agent = agents[at === 2 ? 0 : Math.floor(chance() * agents.length)];
    const id = idOf(at === 2 ? SHOWN : `CA${hex(chance, 32)}`);
    return at === 2 ? told(id, agent, began, chance) : oneOf(id, agent, began, chance);
  }).flat();
}

/** What the live call says while the picture is taken. */
export function wordsInPassing(role, text) {
  return { type: 'transcript.partial', call_id: LIVE, data: { role, text, turn: 5 } };
}

/** What of its answer is measured by then. `look`: names these events, for the same ones again would be no news. */
export function stagesSoFar(look) {
  const measured = { endpoint_ms: 262, stt_ms: 96, llm_ttft_ms: 448 };
  return Object.entries(measured).map(([stage, value_ms]) => {
    const id = `${LIVE}:${stage}:${look}`;
    return { id, type: 'latency.recorded', call_id: LIVE, data: { stage, value_ms, turn: 5 } };
  });
}

/** An event that changes nothing that is seen; the same once more would be no news. */
export function usage(input_tokens) {
  return { type: 'usage.recorded', call_id: LIVE, data: { component: 'llm', mode: 'delta', input_tokens } };
}

function oneOf(id, agent, began, chance) {
  const lot = chance();
  if (lot < 0.04) return unanswered(id, agent, began, chance, 'busy');
  if (lot < 0.09) return unanswered(id, agent, began, chance, 'no_answer');
  if (lot < 0.12) return unanswered(id, agent, began, chance, 'voicemail');
  return told(id, agent, began, chance, { failed: lot < 0.15, turns: lot < 0.4 ? 5 : undefined });
}

function teller(call_id, began) {
  let count = 0;
  return (type, at, data) => ({
    id: `${call_id}:${(count += 1)}`,
    type,
    call_id,
    occurred_at: Math.round(began + at),
    source: { framework: 'patter', adapter: 'native', sdk: 'ts', version: '0.6.1' },
    data,
  });
}

function parties(agent, chance, outbound = chance() < 0.25) {
  const caller = `+1206555${String(100 + Math.floor(chance() * 100)).padStart(4, '0')}`;
  const [from, to] = outbound ? [agent.number, caller] : [caller, agent.number];
  const who = { from, to, carrier: agent.carrier, agent: { id: agent.id, name: agent.id } };
  return { direction: outbound ? 'outbound' : 'inbound', ...who };
}

function unanswered(id, agent, began, chance, status) {
  const tell = teller(id, began);
  const rings = tell('call.initiated', 0, parties(agent, chance, true));
  const is = tell('call.status_changed', 900, { status: status === 'ringing' ? 'ringing' : status, sequence: 2 });
  if (status === 'ringing') return [rings, is];
  return [rings, is, tell('call.ended', 24_000, { reason: status, duration_ms: 24_000 })];
}

/** A call with its turns; `live`: it goes on. */
function told(id, agent, began, chance, { turns = Infinity, live = false, failed = false } = {}) {
  const tell = teller(id, began);
  const providers = {
    stt: { name: STT.provider, model: STT.model },
    llm: { name: LLM.provider, model: LLM.model },
    tts: { name: TTS.provider, model: TTS.model },
  };
  const calls = { ...parties(agent, chance, id === SHOWN || live ? false : undefined), mode: agent.mode, providers };
  const events = [tell('call.started', 0, calls)];
  let at = 400;
  let letters = 0;
  for (const [turn, line] of agent.says.slice(0, turns).entries()) {
    // All of it happens in the call whose page is shown, and in the others some.
    const beside = id === SHOWN || chance() < 0.3 ? line[2] : {};
    const answer = beside?.error ? '' : line[1] || 'One moment.';
    const spoken = oneTurn(tell, began, at, turn, [line[0], answer, beside], agent, chance);
    events.push(...spoken.events);
    at = spoken.ends;
    letters += line[1].length;
  }
  events.push(...costs(tell, at, letters, live));
  if (live) return events;
  if (failed)
    events.push(tell('error.raised', at, { component: 'llm', code: 'timeout', message: 'no answer in 10 s' }));
  const reason = failed ? 'error' : chance() < 0.7 ? 'user_hangup' : 'agent_hangup';
  return [...events, tell('call.ended', at + 300, { reason, duration_ms: Math.round(at + 300) })];
}

function oneTurn(tell, began, from, turn, [user_text, agent_text, beside = {}], agent, chance) {
  const { cut, tool, slow, error } = beside;
  const quiet = from + speech(user_text);
  const latency = user_text === '' ? { total_ms: 180 + chance() * 140 } : stages(agent, chance, slow);
  if (user_text !== '') latency.user_speech_ms = quiet - from;
  const answers = quiet + (latency.response_ms ?? latency.total_ms);
  const ends = error ? quiet + 2_600 : answers + speech(agent_text);
  const events = [];
  if (tool) {
    const [name, duration_ms] = tool;
    const call = { turn, tool_call_id: `tool-${turn}`, name };
    events.push(tell('tool.started', quiet + 420, { ...call, arguments: { ref: 4_711 } }));
    events.push(tell('tool.ended', quiet + 420 + duration_ms, { ...call, status: 'ok', duration_ms }));
  }
  if (error) {
    const [component, code, message] = error;
    events.push(tell('error.raised', quiet + 2_500, { turn, component, code, message }));
    delete latency.response_ms;
    delete latency.tts_ms;
    delete latency.llm_ttft_ms;
  }
  if (cut) {
    events.push(tell('interruption.detected', ends - cut, { turn, kind: 'barge_in', halt_ms: cut, detection_ms: 120 }));
  }
  const outcome = error ? 'abandoned' : cut ? 'interrupted' : 'completed';
  const when = { started_at: Math.round(began + from), ended_at: Math.round(began + ends) };
  for (const key of Object.keys(latency)) latency[key] = Math.round(latency[key]);
  const words = { ...(user_text && { user_text }), ...(agent_text && { agent_text }) };
  events.push(tell('turn.completed', ends, { turn, outcome, ...words, latency, ...when }));
  return { events, ends: ends + 500 + chance() * 700 };
}

const speech = (text) => (text === '' ? 0 : text.split(' ').length * WORD_MS);

/** The stages of an answer; what they leave of it, nobody measured. */
function stages(agent, chance, slow = 0) {
  // The sum of a few is near its middle, and now and then an answer takes long.
  const near = (middle) => middle * (0.55 + 0.3 * (chance() + chance() + chance()));
  const llm = near(agent.ms * 0.45) * (chance() < 0.07 ? 2.4 + chance() : 1) + slow;
  const endpoint = near(agent.ms * 0.26);
  const stt = near(agent.ms * 0.1);
  const tts = near(agent.ms * 0.17);
  const response_ms = endpoint + stt + llm + tts + near(agent.ms * 0.03);
  if (agent.mode !== 'pipeline') return { response_ms, endpoint_ms: endpoint };
  return { response_ms, endpoint_ms: endpoint, stt_ms: stt, llm_ttft_ms: llm, tts_ms: tts };
}

function costs(tell, at, letters, live) {
  const minutes = at / 60_000;
  const parts = [
    { component: 'stt', amount_usd: minutes * 0.0043, ...STT },
    { component: 'llm', amount_usd: letters * 0.0000021, ...LLM },
    { component: 'tts', amount_usd: letters * 0.00005, ...TTS },
    { component: 'telephony', amount_usd: Math.ceil(minutes) * 0.0085, provider: 'twilio' },
  ];
  return parts.map(({ amount_usd, ...part }) => {
    const basis = part.component === 'telephony' && !live ? 'billed' : 'estimated';
    return tell('cost.recorded', at, { ...part, amount_usd: amount_usd.toFixed(6), basis, mode: 'cumulative' });
  });
}

function hex(chance, length) {
  return Array.from({ length }, () => Math.floor(chance() * 16).toString(16)).join('');
}
