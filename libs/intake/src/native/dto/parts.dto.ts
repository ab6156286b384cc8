// What `Type` writes to; an app has it loaded, a spec of somebody else may not.
import 'reflect-metadata';
import type { LatencyStage } from '@callscope/call-events';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { DurationMs, Maybe, Name, ObjectOfAnything, TurnNumber } from './checks';

/** What any event may tell: the turn that it belongs to. The envelope's `turn` is stored here too. */
export class TurnDto {
  @Maybe(TurnNumber()) turn?: number | null;
}

/** Which agent, in which version. */
export class AgentDto {
  @Maybe(Name()) id?: string | null;
  @Maybe(Name()) name?: string | null;
  @Maybe(Name()) version?: string | null;
}

/** Who does the work of a stage. */
export class ProviderDto {
  @Maybe(Name()) name?: string | null;
  @Maybe(Name()) model?: string | null;
}

/** An object whose members are checked too. */
export function Nested(dto: () => new () => object): PropertyDecorator {
  return (target, property) => {
    ObjectOfAnything()(target, property);
    ValidateNested({ message: 'must be an object' })(target, property);
    Type(dto)(target, property);
  };
}

export class ProvidersDto {
  @Maybe(Nested(() => ProviderDto)) stt?: ProviderDto | null;
  @Maybe(Nested(() => ProviderDto)) llm?: ProviderDto | null;
  @Maybe(Nested(() => ProviderDto)) tts?: ProviderDto | null;
  @Maybe(Nested(() => ProviderDto)) realtime?: ProviderDto | null;
}

/** Stages of a latency, in ms; absent or null means not measured. */
export class LatencyDto implements Partial<Record<LatencyStage, number | null>> {
  @Maybe(DurationMs()) response_ms?: number | null;
  @Maybe(DurationMs()) endpoint_ms?: number | null;
  @Maybe(DurationMs()) stt_ms?: number | null;
  @Maybe(DurationMs()) llm_ttft_ms?: number | null;
  @Maybe(DurationMs()) llm_total_ms?: number | null;
  @Maybe(DurationMs()) tts_ms?: number | null;
  @Maybe(DurationMs()) tts_total_ms?: number | null;
  @Maybe(DurationMs()) barge_in_ms?: number | null;
  @Maybe(DurationMs()) user_speech_ms?: number | null;
  @Maybe(DurationMs()) total_ms?: number | null;
}
