import { TOOL_STATUSES } from '@callscope/call-events';
import { DurationMs, Flag, Maybe, Name, OneOf, Text, Whole } from './checks';
import { TurnDto } from './parts.dto';

/** `data` of `tool.started`. */
export class ToolStartedDto extends TurnDto {
  @Name() tool_call_id!: string;
  @Name() name!: string;
  @Maybe() arguments?: unknown;
}

/** `data` of `tool.ended`. */
export class ToolEndedDto extends TurnDto {
  @Name() tool_call_id!: string;
  @Maybe(Name()) name?: string | null;
  @OneOf(TOOL_STATUSES) status!: string;
  @Maybe() result?: unknown;
  @Maybe(DurationMs()) duration_ms?: number | null;
}

/** `data` of `error.raised`. */
export class ErrorRaisedDto extends TurnDto {
  @Maybe(Name()) component?: string | null;
  @Maybe(Name()) code?: string | null;
  @Text() message!: string;
  @Maybe(Flag()) fatal?: boolean | null;
}

const URL_CHARACTERS = 4_096;

/** `data` of `recording.available`. */
export class RecordingAvailableDto extends TurnDto {
  @Maybe(Text(URL_CHARACTERS)) url?: string | null;
  @Maybe(Name()) recording_id?: string | null;
  @Maybe(DurationMs()) duration_ms?: number | null;
  @Maybe(Whole(1, 64)) channels?: number | null;
  @Maybe(Name()) format?: string | null;
}
