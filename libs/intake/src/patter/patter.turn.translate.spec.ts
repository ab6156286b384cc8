import type { PatterLatency, PatterTurn } from './patter.payload';
import { asCorrection, translateTurn } from './patter.turn.translate';

const RECEIVED = Date.UTC(2026, 4, 13);

const translated = (turn: Partial<PatterTurn>) => translateTurn('CA1', { turn_index: 3, ...turn }, RECEIVED);
const latency = (told: PatterLatency) => translated({ latency: told }).data.latency;

describe('a turn of a Patter report', () => {
  it('is the event of that turn', () => {
    const turn = {
      user_text: 'Two please.',
      agent_text: 'Two loaves.',
      latency: { tts_ms: 212.5 },
      stt_audio_seconds: 1.5,
      tts_characters: 11,
      timestamp: 1_778_625_078.267,
    };
    expect(translated(turn)).toStrictEqual({
      id: 'patter:CA1:turn:3',
      type: 'turn.completed',
      v: 1,
      call_id: 'CA1',
      occurred_at: 1_778_625_078_267,
      source: { framework: 'patter', adapter: 'patter' },
      data: {
        turn: 3,
        user_text: 'Two please.',
        agent_text: 'Two loaves.',
        outcome: 'completed',
        latency: { tts_ms: 212.5 },
        ended_at: 1_778_625_078_267,
        stt_audio_ms: 1_500,
        tts_characters: 11,
      },
    });
  });

  it('says nothing of what is empty, null or 0', () => {
    const nothing = { user_text: '', agent_text: '', latency: { tts_ms: 0 }, stt_audio_seconds: 0, tts_characters: 0 };
    const bare = { turn: 3, outcome: 'completed' };
    expect(translated(nothing).data).toStrictEqual(bare);
    expect(translated({ user_text: null, agent_text: null, latency: null, timestamp: null }).data).toStrictEqual(bare);
    expect(translated({ timestamp: 0 })).not.toHaveProperty('occurred_at');
  });

  it('is interrupted when the SDK says so in place of the words', () => {
    const { data } = translated({ agent_text: '[interrupted]', latency: { tts_ms: 5 } });
    expect(data).toStrictEqual({ turn: 3, outcome: 'interrupted', latency: { tts_ms: 5 } });
    expect(translated({ agent_text: 'He said [interrupted]' }).data.outcome).toBe('completed');
  });

  it('is completed, and measured nowhere, when it is the ghost that a barge-in leaves', () => {
    const ghost = { user_text: '', agent_text: 'The whole answer.', latency: { stt_ms: 0, llm_ms: 0, total_ms: 0 } };
    expect(translated(ghost).data).toStrictEqual({ turn: 3, agent_text: 'The whole answer.', outcome: 'completed' });
  });

  it('has nothing that JSON cannot carry', () => {
    const { data } = translated({ stt_audio_seconds: 1e3, tts_characters: 1e308, latency: { total_ms: 1e308 } });
    expect(JSON.parse(JSON.stringify(data))).toStrictEqual(data);
  });

  it('has no audio that is longer than a number can tell', () => {
    const { data } = translated({ stt_audio_seconds: 1e307 });
    expect(JSON.parse(JSON.stringify(data))).toStrictEqual(data);
  });
});

describe('the stages of a Patter turn', () => {
  it.each([
    ['agent_response_ms', 'response_ms'],
    ['endpoint_ms', 'endpoint_ms'],
    ['llm_ttft_ms', 'llm_ttft_ms'],
    ['llm_total_ms', 'llm_total_ms'],
    ['tts_ms', 'tts_ms'],
    ['tts_total_ms', 'tts_total_ms'],
    ['bargein_ms', 'barge_in_ms'],
    ['user_speech_duration_ms', 'user_speech_ms'],
    ['total_ms', 'total_ms'],
  ] as const)('call %s %s, in the unit in which it comes', (theirs, ours) => {
    expect(latency({ [theirs]: 904.5 })).toStrictEqual({ [ours]: 904.5 });
  });

  it.each([0, null, -1])('leave out what is %p: it was not measured', (value) => {
    expect(latency({ tts_ms: value, agent_response_ms: value, total_ms: value })).toBeUndefined();
  });

  it('have the stt time only beside the time that the caller spoke: before, it held that time', () => {
    expect(latency({ stt_ms: 250 })).toBeUndefined();
    expect(latency({ stt_ms: 250, user_speech_duration_ms: null })).toBeUndefined();
    expect(latency({ stt_ms: 250, user_speech_duration_ms: 1_900 })).toStrictEqual({
      stt_ms: 250,
      user_speech_ms: 1_900,
    });
    expect(latency({ stt_ms: 250, user_speech_duration_ms: 0 })).toStrictEqual({ stt_ms: 250 });
    expect(latency({ stt_ms: 0, user_speech_duration_ms: 5 })).toStrictEqual({ user_speech_ms: 5 });
  });

  it('have no place for llm_ms, which means something else in each mode', () => {
    expect(latency({ llm_ms: 500 })).toBeUndefined();
  });
});

describe('a turn that is told anew', () => {
  it('is the same turn under an id of its own', () => {
    const turn = translated({ agent_text: 'Hi.' });
    expect(asCorrection(turn, 'abc')).toStrictEqual({ ...turn, type: 'turn.corrected', id: 'patter:CA1:turn:3:abc' });
  });
});
