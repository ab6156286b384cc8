import { COST_BASES, COST_COMPONENTS, COST_MODES, nanoFromUsd, USAGE_MODES } from '@callscope/call-events';
import { fieldCheck } from '../../kernel';
import { DurationMs, Maybe, Name, NanoUsd, OneOf, Whole } from './checks';
import { TurnDto } from './parts.dto';

const USD = 'must be an amount of USD from 0 to 9000000,';

/** An amount of USD as a number or a decimal text; the same as its twin in nano-USD, when that is told too. */
function isUsd(value: unknown, twin: unknown): boolean {
  const nano = typeof value === 'number' || typeof value === 'string' ? nanoFromUsd(value) : null;
  return nano !== null && (twin ?? nano) === nano;
}

/** The amount in USD may be absent only where it is told in nano-USD. */
const AmountUsd = (): PropertyDecorator =>
  fieldCheck('amountUsd', `${USD} the same as amount_nano_usd`, (value, { amount_nano_usd: twin }) => {
    return value === undefined || value === null ? (twin ?? null) !== null : isUsd(value, twin);
  })();

const SavingsUsd = (): PropertyDecorator =>
  fieldCheck('savingsUsd', `${USD} the same as savings_nano_usd`, (value, { savings_nano_usd: twin }) => {
    return isUsd(value, twin);
  })();

/** `data` of `cost.recorded`, as it is sent: stored are the amounts in nano-USD. */
export class CostRecordedDto extends TurnDto {
  @OneOf(COST_COMPONENTS) component!: string;
  @AmountUsd() amount_usd?: number | string | null;
  @Maybe(NanoUsd()) amount_nano_usd?: number | null;
  @OneOf(COST_BASES) basis!: string;
  @OneOf(COST_MODES) mode!: string;
  @Maybe(SavingsUsd()) savings_usd?: number | string | null;
  @Maybe(NanoUsd()) savings_nano_usd?: number | null;
  @Maybe(Name()) provider?: string | null;
  @Maybe(Name()) model?: string | null;
  @Maybe(Name()) price_version?: string | null;
  @Maybe(Name()) report_id?: string | null;
}

/** `data` of `usage.recorded`. */
export class UsageRecordedDto extends TurnDto {
  @OneOf(COST_COMPONENTS) component!: string;
  @OneOf(USAGE_MODES) mode!: string;
  @Maybe(Name()) provider?: string | null;
  @Maybe(Name()) model?: string | null;
  @Maybe(Whole()) input_tokens?: number | null;
  @Maybe(Whole()) output_tokens?: number | null;
  @Maybe(Whole()) cached_input_tokens?: number | null;
  @Maybe(Whole()) audio_input_tokens?: number | null;
  @Maybe(Whole()) audio_output_tokens?: number | null;
  @Maybe(Whole()) characters?: number | null;
  @Maybe(DurationMs()) audio_ms?: number | null;
  @Maybe(Whole()) requests?: number | null;
}
