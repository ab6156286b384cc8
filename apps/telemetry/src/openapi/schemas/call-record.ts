import type { CallRecord } from '../../dashboard/call-record';
import type { TurnMetrics } from '../../dashboard/turn-metrics';
import { count, listOf, ms, nullable, number, oneOf, ref, type Schema, shape, text, told } from '../schema/json-schema';

export const PATTER_STATUSES = [
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'no-answer',
  'busy',
  'failed',
  'canceled',
  'webhook_error',
];

const seconds: Schema = { type: 'number', minimum: 0 };
/** The four that Patter always has, and those that it has where they were measured. */
const ALWAYS = ['stt_ms', 'llm_ms', 'tts_ms', 'total_ms'];
const SOMETIMES = [
  'llm_ttft_ms',
  'llm_total_ms',
  'tts_total_ms',
  'endpoint_ms',
  'bargein_ms',
  'agent_response_ms',
  'user_speech_duration_ms',
];

const turnMetrics = shape<TurnMetrics>({
  description: 'One turn in Patter’s words and units. 0 means that it was not measured.',
  required: {
    turn_index: count,
    user_text: text,
    agent_text: text,
    latency: {
      type: 'object',
      required: ALWAYS,
      properties: Object.fromEntries([...ALWAYS, ...SOMETIMES].map((stage) => [stage, ms])),
    },
    stt_audio_seconds: seconds,
    tts_characters: count,
    timestamp: told(nullable(seconds), 'Its end, epoch seconds.'),
  },
});

const transcriptLine: Schema = {
  type: 'object',
  required: ['role', 'text'],
  properties: { role: text, text, timestamp: number },
  additionalProperties: true,
};

const callRecord = shape<CallRecord>({
  description: 'One call in Patter’s words and units: times in epoch seconds, unknown texts empty.',
  required: {
    call_id: text,
    caller: text,
    callee: text,
    direction: text,
    started_at: seconds,
    status: oneOf(PATTER_STATUSES),
    metrics: told({ type: ['object', 'null'], additionalProperties: true }, 'What the SDK reported, whole.'),
  },
  optional: {
    ended_at: seconds,
    transcript: told(listOf(transcriptLine), 'What the SDK sent; of a live call, what is known so far.'),
    turns: told(listOf(ref('TurnMetrics')), 'Of a live call, as they grow.'),
  },
});

export const callRecordSchemas = { CallRecord: callRecord, TurnMetrics: turnMetrics };
