import type {
  ErrorRaisedData,
  InterruptionDetectedData,
  LatencyStages,
  ToolEndedData,
  TURN_TRIGGERS,
  TurnOutcome,
} from '@callscope/call-events';
import type { CallRow } from './call-row';

// Everything about one call, as `GET /api/v2/calls/:id` answers. Instants are epoch ms; where a field may be null, null
// says that nobody told it. `position` is the place in the log of the event that the entry stands for.

/** One exchange: the caller's speech to the end of the agent's answer. Instants epoch ms, latencies ms. */
export interface Turn {
  readonly turn: number;
  readonly outcome: TurnOutcome;
  readonly user_text: string | null;
  readonly agent_text: string | null;
  /** Only what was measured stands here; a stage that is absent was not measured. */
  readonly latency: LatencyStages;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  /** Sound that was recognised; absent when not told. */
  readonly stt_audio_ms?: number;
  /** Characters that were spoken; absent when not told. */
  readonly tts_characters?: number;
  /** How many `interruption.detected` name this turn, of whatever kind; absent when none does. */
  readonly interruptions?: number;
  readonly position: number;
}

/** The turn of a live call that is not over: what is known of it so far. It counts nowhere. Instants epoch ms. */
export interface OpenTurn {
  readonly turn: number;
  /** Who began it; null when not told. */
  readonly trigger: (typeof TURN_TRIGGERS)[number] | null;
  /** The caller's final words so far; null while there are none. */
  readonly user_text: string | null;
  /** The stages that were recorded so far, ms; a stage that is absent is not measured yet. */
  readonly latency: LatencyStages;
  /** By the producer's clock; null when not told. */
  readonly started_at: number | null;
  /** Of the newest event that told of it. */
  readonly position: number;
}

/**
 * One utterance of the transcript, in the order it was said. `at` is when it began, as far as its source tells, else
 * when it was told; null when the source gave no time. What only some sources tell is absent in the others.
 */
export interface TranscriptEntry {
  readonly role: string;
  readonly text: string;
  readonly at: number | null;
  readonly ended_at?: number;
  readonly turn?: number;
  readonly utterance_id?: string;
  readonly language?: string;
  /** 0 to 1. */
  readonly confidence?: number;
  readonly position?: number;
}

/** One call of a tool, from its start and its end, as far as they were told. */
export interface ToolCall {
  readonly tool_call_id: string;
  readonly name: string | null;
  /** Any JSON; null when not told, or erased. */
  readonly arguments: unknown;
  /** Any JSON; null when not told, or erased. */
  readonly result: unknown;
  /** Null while no end was told. */
  readonly status: ToolEndedData['status'] | null;
  readonly turn: number | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly duration_ms: number | null;
  /** Of the newest event that told of it. */
  readonly position: number;
}

/** When something happened by the producer's clock, else when it was recorded; and where that stands in the log. */
export interface Happening {
  readonly at: number;
  readonly turn: number | null;
  readonly position: number;
}

/** The caller spoke while the agent did. */
export interface Interruption extends Happening {
  readonly kind: InterruptionDetectedData['kind'];
  readonly detection_ms: number | null;
  readonly halt_ms: number | null;
}

/** Something went wrong; the message is null when it was erased. */
export interface CallError extends Happening {
  readonly component: string | null;
  readonly code: string | null;
  readonly message: ErrorRaisedData['message'] | null;
  readonly fatal: boolean | null;
}

/** A recording of the call, or of one turn of it; the url is null when it was erased. */
export interface Recording extends Happening {
  readonly url: string | null;
  readonly recording_id: string | null;
  readonly duration_ms: number | null;
  readonly channels: number | null;
  readonly format: string | null;
}

/** One call with everything that was said, measured and done in it, as of `position`. Lists are in order of time. */
export interface CallDetail {
  readonly call: CallRow;
  readonly turns: readonly Turn[];
  /** The turn that goes on, newer than all that are over; null when nothing is known of one, and when none can. */
  readonly open_turn: OpenTurn | null;
  readonly transcript: readonly TranscriptEntry[];
  readonly tools: readonly ToolCall[];
  readonly interruptions: readonly Interruption[];
  readonly errors: readonly CallError[];
  readonly recordings: readonly Recording[];
  /** Of the newest event that is taken in. */
  readonly position: number;
}
