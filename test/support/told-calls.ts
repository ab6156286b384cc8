/** Calls that show all that the page can show, as events for `POST /api/v2/events`. */

const LATENCY = { response_ms: 1060.4, endpoint_ms: 248, stt_ms: 104.3, llm_ttft_ms: 475, tts_ms: 202 };

/** A call that ended two minutes ago: twelve turns with a tool, a barge-in, an overlap, an error, and costs. */
export function endedCall(call_id: string): object[] {
  const start = Date.now() - 120_000;
  const event = (type: string, after_ms: number, data: object): object => ({
    id: `${call_id}:${type}:${after_ms}`,
    type,
    call_id,
    occurred_at: start + after_ms,
    data,
  });
  const turn = (number: number): object =>
    event('turn.completed', 5_000 + number * 4_000, {
      turn: number,
      outcome: number === 3 ? 'interrupted' : 'completed',
      user_text: `Question ${number}?`,
      agent_text: `Answer ${number}.`,
      // The stages of turn 4 overlap, and two of turn 5 were not measured.
      latency:
        number === 5
          ? { response_ms: 900, llm_ttft_ms: 400 }
          : { ...LATENCY, llm_ttft_ms: number === 4 ? 700 : LATENCY.llm_ttft_ms },
    });
  const tool = { turn: 2, tool_call_id: 't1', name: 'find_order' };
  return [
    event('call.started', 0, { ...someone('+12065550111'), carrier: 'twilio' }),
    ...Array.from({ length: 12 }, (_, number) => turn(number)),
    event('tool.started', 9_100, { ...tool, arguments: { id: 7 } }),
    event('tool.ended', 9_300, { ...tool, status: 'ok', duration_ms: 200 }),
    event('interruption.detected', 17_100, { turn: 3, kind: 'barge_in', halt_ms: 84 }),
    event('error.raised', 30_000, { turn: 6, component: 'llm', code: '503', message: 'overloaded' }),
    event('turn.completed', 54_000, { turn: 12, outcome: 'abandoned', user_text: 'Hello?', latency: {} }),
    ...['stt', 'llm', 'tts', 'telephony'].map((component, at) =>
      event('cost.recorded', 60_000 + at, {
        component,
        amount_usd: 0.0049 * (at + 1),
        basis: at === 0 ? 'billed' : 'estimated',
        mode: 'final',
        provider: 'acme',
        model: 'v3',
      }),
    ),
    event('call.ended', 60_100, { reason: 'user_hangup', duration_ms: 60_100 }),
  ];
}

/** A call in progress: two turns told, the third being spoken. */
export function liveCall(call_id: string): object[] {
  const start = Date.now() - 30_000;
  const told = { call_id, occurred_at: start };
  const turns = [0, 1].map((turn) => ({
    ...told,
    id: `${call_id}:turn:${turn}`,
    occurred_at: start + 5_000 * (turn + 1),
    type: 'turn.completed',
    data: { turn, outcome: 'completed', user_text: 'And now?', agent_text: 'Wait a bit.', latency: LATENCY },
  }));
  return [
    { ...told, id: `${call_id}:start`, type: 'call.started', data: someone('+12065550142') },
    ...turns,
    wordsInPassing(call_id, 'Where are my'),
  ];
}

/** What a caller is saying: shown in passing, and never stored. */
export function wordsInPassing(call_id: string, text: string): object {
  return { call_id, type: 'transcript.partial', data: { role: 'user', text, turn: 2 } };
}

function someone(from: string): object {
  const stt = { name: 'deepgram', model: 'nova-3' };
  return {
    direction: 'inbound',
    from,
    to: '+12125550100',
    mode: 'pipeline',
    agent: { name: 'boots' },
    providers: { stt },
  };
}
