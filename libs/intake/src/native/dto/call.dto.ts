import { CALL_STATUSES, DIRECTIONS, END_REASONS, MODES } from '@callscope/call-events';
import { DurationMs, Flag, Maybe, Name, OneOf, SmallObject, Text, TurnNumbers, Whole } from './checks';
import { AgentDto, Nested, ProvidersDto, TurnDto } from './parts.dto';

const PARTY_CHARACTERS = 1_024;
const METADATA_BYTES = 16 * 1_024;

/** `data` of `call.initiated`. */
export class CallInitiatedDto extends TurnDto {
  @OneOf(DIRECTIONS) direction!: string;
  @Maybe(Text(PARTY_CHARACTERS)) from?: string | null;
  @Maybe(Text(PARTY_CHARACTERS)) to?: string | null;
  @Maybe(Name()) carrier?: string | null;
  @Maybe(Name()) carrier_call_id?: string | null;
  @Maybe(Nested(() => AgentDto)) agent?: AgentDto | null;
  @Maybe(SmallObject(METADATA_BYTES)) metadata?: Record<string, unknown> | null;
}

/** `data` of `call.started`. */
export class CallStartedDto extends CallInitiatedDto {
  @Maybe(OneOf(MODES)) mode?: string | null;
  @Maybe(Nested(() => ProvidersDto)) providers?: ProvidersDto | null;
}

/** `data` of `call.status_changed`. */
export class CallStatusChangedDto extends TurnDto {
  @OneOf(CALL_STATUSES) status!: string;
  @Maybe(Name()) raw_status?: string | null;
  @Maybe(Whole()) sequence?: number | null;
  @Maybe(Whole(100, 699)) sip_code?: number | null;
}

/** `data` of `call.ended`. */
export class CallEndedDto extends TurnDto {
  @Maybe(OneOf(END_REASONS)) reason?: string | null;
  @Maybe(Name()) raw_reason?: string | null;
  @Maybe(DurationMs()) duration_ms?: number | null;
  @Maybe(Name()) report_id?: string | null;
  @Maybe(TurnNumbers()) turns?: number[] | null;
  @Maybe() report?: unknown;
}

/** `data` of `call.analyzed`. */
export class CallAnalyzedDto extends TurnDto {
  @Maybe(Text()) summary?: string | null;
  @Maybe(Flag()) success?: boolean | null;
  @Maybe(Name()) sentiment?: string | null;
  @Maybe() structured?: unknown;
}
