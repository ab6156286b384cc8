import {
  CALL_STATUSES,
  COST_BASES,
  COST_COMPONENTS,
  COST_MODES,
  DIRECTIONS,
  END_REASONS,
  LATENCY_STAGES,
  MODES,
  TURN_OUTCOMES,
} from '.';

// These words are what producers send and what stands in logs for years: a change here is a change of the interface.
describe('the words of the vocabulary', () => {
  it.each([
    ['directions', DIRECTIONS, 'inbound outbound unknown web'],
    ['modes', MODES, 'hosted pipeline realtime'],
    ['outcomes of a turn', TURN_OUTCOMES, 'abandoned completed interrupted'],
    ['components of a cost', COST_COMPONENTS, 'llm other platform realtime stt telephony tts'],
    ['bases of a cost', COST_BASES, 'billed estimated vendor_reported'],
    ['modes of a cost', COST_MODES, 'cumulative delta final'],
    [
      'statuses',
      CALL_STATUSES,
      'busy canceled completed failed forwarding in_progress initiated no_answer queued ringing voicemail',
    ],
    [
      'reasons of an end',
      END_REASONS,
      'agent_hangup busy completed error no_answer timeout transfer unknown user_hangup voicemail',
    ],
    [
      'stages of a latency',
      LATENCY_STAGES,
      'barge_in_ms endpoint_ms llm_total_ms llm_ttft_ms response_ms stt_ms total_ms tts_ms tts_total_ms user_speech_ms',
    ],
  ])('are, for %s, exactly these', (_what, words: readonly string[], told) => {
    expect([...words].sort().join(' ')).toBe(told);
  });
});
