import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCallId, IsFlatList, IsMoment, IsParty, IsUsd } from './patter.checks';
import { MAX_DURATION_S, MAX_TURN, MAX_TURNS } from './patter.limits';

const text = { message: 'must be a text' };
const number = { message: 'must be a number' };
const object = { message: 'must be an object' };
const list = { message: 'must be a list' };

/** Milliseconds; 0, negative and null all mean that it was not measured. */
export class PatterLatency {
  @IsOptional() @IsNumber({}, number) stt_ms?: number | null;
  @IsOptional() @IsNumber({}, number) llm_ms?: number | null;
  @IsOptional() @IsNumber({}, number) llm_ttft_ms?: number | null;
  @IsOptional() @IsNumber({}, number) llm_total_ms?: number | null;
  @IsOptional() @IsNumber({}, number) tts_ms?: number | null;
  @IsOptional() @IsNumber({}, number) tts_total_ms?: number | null;
  @IsOptional() @IsNumber({}, number) total_ms?: number | null;
  @IsOptional() @IsNumber({}, number) endpoint_ms?: number | null;
  @IsOptional() @IsNumber({}, number) bargein_ms?: number | null;
  @IsOptional() @IsNumber({}, number) agent_response_ms?: number | null;
  @IsOptional() @IsNumber({}, number) user_speech_duration_ms?: number | null;
}

/** One turn; `timestamp` is its end in epoch seconds. */
export class PatterTurn {
  @Max(MAX_TURN, { message: `must be at most ${MAX_TURN}` })
  @Min(0, { message: 'must not be negative' })
  @IsInt({ message: 'must be an integer' })
  turn_index!: number;

  @IsOptional() @IsString(text) user_text?: string | null;
  @IsOptional() @IsString(text) agent_text?: string | null;

  @IsOptional()
  @IsObject(object)
  @ValidateNested(object)
  @Type(() => PatterLatency)
  latency?: PatterLatency | null;

  @IsOptional() @IsNumber({}, number) stt_audio_seconds?: number | null;
  @IsOptional() @IsNumber({}, number) tts_characters?: number | null;
  @IsOptional() @IsMoment() timestamp?: number | string | null;
}

/** USD by component, estimated by the SDK. */
export class PatterCost {
  @IsOptional() @IsUsd() stt?: number | string | null;
  @IsOptional() @IsUsd() tts?: number | string | null;
  @IsOptional() @IsUsd() llm?: number | string | null;
  @IsOptional() @IsUsd() telephony?: number | string | null;
  @IsOptional() @IsUsd() total?: number | string | null;
  @IsOptional() @IsUsd() llm_cached_savings?: number | string | null;
}

/** `CallMetrics` of the SDK, as far as it is read here; the rest stays in the report. */
export class PatterMetrics {
  @IsOptional()
  @IsNumber({}, number)
  @Min(0, { message: 'must not be negative' })
  @Max(MAX_DURATION_S, { message: `must be at most ${MAX_DURATION_S}` })
  duration_seconds?: number | null;

  @IsOptional()
  @ValidateNested(object)
  @IsFlatList()
  @ArrayMaxSize(MAX_TURNS, { message: `must have at most ${MAX_TURNS} turns` })
  @IsArray(list)
  @Type(() => PatterTurn)
  turns?: PatterTurn[] | null;

  @IsOptional()
  @IsObject(object)
  @ValidateNested(object)
  @Type(() => PatterCost)
  cost?: PatterCost | null;

  @IsOptional() @IsObject(object) latency_avg?: object | null;
  @IsOptional() @IsString(text) provider_mode?: string | null;
  @IsOptional() @IsString(text) stt_provider?: string | null;
  @IsOptional() @IsString(text) tts_provider?: string | null;
  @IsOptional() @IsString(text) llm_provider?: string | null;
  @IsOptional() @IsString(text) stt_model?: string | null;
  @IsOptional() @IsString(text) tts_model?: string | null;
  @IsOptional() @IsString(text) llm_model?: string | null;
  @IsOptional() @IsString(text) telephony_provider?: string | null;
}

/** One line of the transcript; the TypeScript SDK sends ms, the Python SDK seconds or no time at all. */
export class PatterTranscriptEntry {
  @IsString(text) role!: string;
  @IsString(text) text!: string;
  @IsOptional() @IsMoment() timestamp?: number | string | null;
}

/** What Patter SDKs post to `/api/dashboard/ingest`. Which of its three meanings a body has: patter.translate.ts. */
export class PatterBody {
  @IsCallId() call_id!: string;
  @IsOptional() @IsParty() caller?: string | null;
  @IsOptional() @IsParty() callee?: string | null;
  @IsOptional() @IsString(text) direction?: string | null;
  @IsOptional() @IsString(text) status?: string | null;
  @IsOptional() @IsString(text) telephony_provider?: string | null;
  @IsOptional() @IsObject(object) custom_params?: Record<string, unknown> | null;
  @IsOptional() @IsMoment() started_at?: number | string | null;
  @IsOptional() @IsMoment() ended_at?: number | string | null;

  @IsOptional()
  @ValidateNested(object)
  @IsFlatList()
  @IsArray(list)
  @Type(() => PatterTranscriptEntry)
  transcript?: PatterTranscriptEntry[] | null;

  @IsOptional()
  @IsObject(object)
  @ValidateNested(object)
  @Type(() => PatterMetrics)
  metrics?: PatterMetrics | null;
}
