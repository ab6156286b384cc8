import {
  INTERRUPTION_KINDS,
  LATENCY_STAGES,
  type LatencyStages,
  TOOL_STATUSES,
  TURN_OUTCOMES,
  TURN_TRIGGERS,
} from '@callscope/call-events';
import type {
  CallDetail,
  CallError,
  Happening,
  Interruption,
  OpenTurn,
  Recording,
  ToolCall,
  TranscriptEntry,
  Turn,
} from '@callscope/call-state';
import {
  anything,
  count,
  each,
  flag,
  instant,
  listOf,
  ms,
  nullable,
  oneOf,
  ref,
  type Schema,
  shape,
  text,
  told,
} from '../schema/json-schema';

const latencyStages = shape<LatencyStages>({
  description: 'Latencies of one turn by stage, in ms. A stage that is absent was not measured.',
  required: {},
  optional: each(LATENCY_STAGES, ms),
});

const turn = shape<Turn>({
  description: 'One exchange: the caller’s speech to the end of the agent’s answer.',
  required: {
    turn: count,
    outcome: oneOf(TURN_OUTCOMES),
    user_text: nullable(text),
    agent_text: nullable(text),
    latency: ref('LatencyStages'),
    started_at: nullable(instant),
    ended_at: nullable(instant),
    position: count,
  },
  optional: {
    stt_audio_ms: ms,
    tts_characters: count,
    interruptions: told(count, 'How many `interruption.detected` name this turn.'),
  },
});

const openTurn = shape<OpenTurn>({
  description: 'The turn of a live call that is not over: what is known of it so far. It counts nowhere.',
  required: {
    turn: count,
    trigger: nullable(oneOf(TURN_TRIGGERS)),
    user_text: told(nullable(text), 'The caller’s final words so far.'),
    latency: ref('LatencyStages'),
    started_at: nullable(instant),
    position: told(count, 'Of the newest event that told of it.'),
  },
});

const transcriptEntry = shape<TranscriptEntry>({
  description: 'One utterance, in the order in which it was said.',
  required: { role: text, text, at: told(nullable(instant), 'When it began, else when it was told.') },
  optional: {
    ended_at: instant,
    turn: count,
    utterance_id: text,
    language: text,
    confidence: { type: 'number', minimum: 0, maximum: 1 },
    position: count,
  },
});

const toolCall = shape<ToolCall>({
  required: {
    tool_call_id: text,
    name: nullable(text),
    arguments: told(anything, 'Any JSON; null when not told, or erased.'),
    result: told(anything, 'Any JSON; null when not told, or erased.'),
    status: nullable(oneOf(TOOL_STATUSES)),
    turn: nullable(count),
    started_at: nullable(instant),
    ended_at: nullable(instant),
    duration_ms: nullable(ms),
    position: count,
  },
});

const happened = { at: instant, turn: nullable(count), position: count } satisfies Record<keyof Happening, Schema>;

const interruption = shape<Interruption>({
  description: 'The caller spoke while the agent did.',
  required: { ...happened, kind: oneOf(INTERRUPTION_KINDS), detection_ms: nullable(ms), halt_ms: nullable(ms) },
});

const callError = shape<CallError>({
  required: {
    ...happened,
    component: nullable(text),
    code: nullable(text),
    message: told(nullable(text), 'Null when it was erased.'),
    fatal: nullable(flag),
  },
});

const recording = shape<Recording>({
  required: {
    ...happened,
    url: told(nullable(text), 'Null when it was not told, or erased.'),
    recording_id: nullable(text),
    duration_ms: nullable(ms),
    channels: nullable(count),
    format: nullable(text),
  },
});

const callDetail = shape<CallDetail>({
  description: 'One call with everything that was said, measured and done in it. Lists are in order of time.',
  required: {
    call: ref('CallRow'),
    turns: listOf(ref('Turn')),
    open_turn: told(nullable(ref('OpenTurn')), 'The turn that goes on, newer than all that are over.'),
    transcript: listOf(ref('TranscriptEntry')),
    tools: listOf(ref('ToolCall')),
    interruptions: listOf(ref('Interruption')),
    errors: listOf(ref('CallError')),
    recordings: listOf(ref('Recording')),
    position: told(count, 'Of the newest event that is taken in.'),
  },
});

export const callDetailSchemas = {
  CallDetail: callDetail,
  Turn: turn,
  OpenTurn: openTurn,
  LatencyStages: latencyStages,
  TranscriptEntry: transcriptEntry,
  ToolCall: toolCall,
  Interruption: interruption,
  CallError: callError,
  Recording: recording,
};
