import { LATENCY_STAGES } from '@callscope/call-events';
import { turnMetrics } from './turn-metrics';

describe('a turn in the words of Patter', () => {
  it('has seconds for times, milliseconds for latencies, and their names', () => {
    const latency = Object.fromEntries(LATENCY_STAGES.map((stage, index) => [stage, index + 1]));
    expect(
      turnMetrics({
        turn: 3,
        outcome: 'completed',
        user_text: 'Two please.',
        agent_text: 'Two loaves.',
        latency,
        ended_at: 1_778_625_078_267,
        stt_audio_ms: 1_500,
        tts_characters: 11,
      }),
    ).toStrictEqual({
      turn_index: 3,
      user_text: 'Two please.',
      agent_text: 'Two loaves.',
      latency: {
        stt_ms: latency['stt_ms'],
        llm_ms: latency['llm_ttft_ms'],
        tts_ms: latency['tts_ms'],
        total_ms: latency['total_ms'],
        llm_ttft_ms: latency['llm_ttft_ms'],
        llm_total_ms: latency['llm_total_ms'],
        tts_total_ms: latency['tts_total_ms'],
        endpoint_ms: latency['endpoint_ms'],
        bargein_ms: latency['barge_in_ms'],
        agent_response_ms: latency['response_ms'],
        user_speech_duration_ms: latency['user_speech_ms'],
      },
      stt_audio_seconds: 1.5,
      tts_characters: 11,
      timestamp: 1_778_625_078.267,
    });
  });

  it('has 0 for the four latencies that are always there, and lacks the others, when nothing was measured', () => {
    expect(turnMetrics({ turn: 0, outcome: 'completed', user_text: null, ended_at: null })).toStrictEqual({
      turn_index: 0,
      user_text: '',
      agent_text: '',
      latency: { stt_ms: 0, llm_ms: 0, tts_ms: 0, total_ms: 0 },
      stt_audio_seconds: 0,
      tts_characters: 0,
      timestamp: null,
    });
  });

  it('says that it was interrupted as the SDK does, unless the words are known', () => {
    expect(turnMetrics({ turn: 0, outcome: 'interrupted' }).agent_text).toBe('[interrupted]');
    expect(turnMetrics({ turn: 0, outcome: 'interrupted', agent_text: 'I was' }).agent_text).toBe('I was');
    expect(turnMetrics({ turn: 0, outcome: 'abandoned' }).agent_text).toBe('');
  });
});
