import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsNumber, IsObject, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import { IsCallId, IsMoment, IsParty } from './patter.checks';
import { MAX_DURATION_S } from './patter.limits';
import { PatterCost } from './patter.payload';

const text = { message: 'must be a text' };
const object = { message: 'must be an object' };
const MAX_DURATION_MS = MAX_DURATION_S * 1_000;

/** `metadata.json` in the folder of a call, as far as it is read here. The SDK writes it at the start and at the end. */
export class PatterLogMetadata {
  @IsOptional() @IsCallId() call_id?: string | null;
  @IsOptional() @IsMoment() started_at?: number | string | null;
  @IsOptional() @IsMoment() ended_at?: number | string | null;

  @IsOptional()
  @IsNumber({}, { message: 'must be a number' })
  @Min(0, { message: 'must not be negative' })
  @Max(MAX_DURATION_MS, { message: `must be at most ${MAX_DURATION_MS}` })
  duration_ms?: number | null;

  @IsOptional() @IsString(text) status?: string | null;
  @IsOptional() @IsParty() caller?: string | null;
  @IsOptional() @IsParty() callee?: string | null;
  @IsOptional() @IsString(text) direction?: string | null;
  @IsOptional() @IsString(text) telephony_provider?: string | null;
  @IsOptional() @IsString(text) provider_mode?: string | null;
  @IsOptional() @IsObject(object) agent?: Record<string, unknown> | null;

  @IsOptional()
  @IsObject(object)
  @ValidateNested(object)
  @Type(() => PatterCost)
  cost?: PatterCost | null;

  @IsOptional() @IsString(text) error?: string | null;
}
