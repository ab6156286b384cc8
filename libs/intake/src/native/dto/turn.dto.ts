import {
  INTERRUPTION_KINDS,
  LATENCY_METHODS,
  LATENCY_STAGES,
  ROLES,
  TURN_OUTCOMES,
  TURN_TRIGGERS,
} from '@callscope/call-events';
import { DurationMs, InstantMs, LatencyByStage, Maybe, Name, OneOf, Share, Text, TurnNumber, Whole } from './checks';
import { LatencyDto, Nested, TurnDto } from './parts.dto';

/** `data` of `turn.started`. */
export class TurnStartedDto {
  @TurnNumber() turn!: number;
  @Maybe(OneOf(TURN_TRIGGERS)) trigger?: string | null;
}

/** `data` of `turn.completed` and `turn.corrected`. */
export class TurnCompletedDto {
  @TurnNumber() turn!: number;
  @OneOf(TURN_OUTCOMES) outcome!: string;
  @Maybe(Text()) user_text?: string | null;
  @Maybe(Text()) agent_text?: string | null;
  @Maybe(LatencyByStage(), Nested(() => LatencyDto)) latency?: LatencyDto | null;
  @Maybe(InstantMs()) started_at?: number | null;
  @Maybe(InstantMs()) ended_at?: number | null;
  @Maybe(DurationMs()) stt_audio_ms?: number | null;
  @Maybe(Whole()) tts_characters?: number | null;
}

/** `data` of `latency.recorded`. */
export class LatencyRecordedDto extends TurnDto {
  @OneOf(LATENCY_STAGES) stage!: string;
  @DurationMs() value_ms!: number;
  @Maybe(OneOf(LATENCY_METHODS)) method?: string | null;
  @Maybe(Name()) provider?: string | null;
  @Maybe(Name()) model?: string | null;
}

/** `data` of `interruption.detected`. */
export class InterruptionDetectedDto extends TurnDto {
  @OneOf(INTERRUPTION_KINDS) kind!: string;
  @Maybe(DurationMs()) detection_ms?: number | null;
  @Maybe(DurationMs()) halt_ms?: number | null;
}

/** `data` of `transcript.partial`, which is shown and never stored. */
export class TranscriptPartialDto extends TurnDto {
  @OneOf(ROLES) role!: string;
  @Text() text!: string;
  @Maybe(Name()) utterance_id?: string | null;
}

/** `data` of `transcript.final`. */
export class TranscriptFinalDto extends TranscriptPartialDto {
  @Maybe(InstantMs()) started_at?: number | null;
  @Maybe(InstantMs()) ended_at?: number | null;
  @Maybe(Name()) language?: string | null;
  @Maybe(Share(0, 1)) confidence?: number | null;
}
