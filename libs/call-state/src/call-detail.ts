import type { LatencyStages, TurnOutcome } from '@callscope/call-events';
import type { CallRow } from './call-row';

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
  readonly position: number;
}

/** One utterance of the transcript, in the order it was said. `at` is epoch ms, null when the source gave no time. */
export interface TranscriptEntry {
  readonly role: string;
  readonly text: string;
  readonly at: number | null;
}

/** `GET /api/v2/calls/:id`: one call with everything that was said and measured, as of `position`. */
export interface CallDetail {
  readonly call: CallRow;
  readonly turns: readonly Turn[];
  readonly transcript: readonly TranscriptEntry[];
  readonly position: number;
}
