import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { integer, oneOf } from '../guard/rule';
import { name } from '../guard/shared-fields';
import { MAX_AMOUNT_NANO_USD } from '../money';
import { COST_COMPONENTS, type CostComponent } from '../units';

export const COST_BASES = ['billed', 'estimated', 'vendor_reported'] as const;
export type CostBasis = (typeof COST_BASES)[number];

export const COST_MODES = ['delta', 'cumulative', 'final'] as const;
export type CostMode = (typeof COST_MODES)[number];

/** The `report_id` of what a call log says about money: it counts while no report in force says anything of it. */
export const LOGGED_REPORT = 'call-log';

export interface CostRecordedData {
  readonly component: CostComponent;
  /** Integer nano-USD, 0 to 9·10^15 (9 000 000 USD). */
  readonly amount_nano_usd: number;
  readonly basis: CostBasis;
  /** `delta` adds, `cumulative` replaces the former cumulative, `final` replaces all estimates. */
  readonly mode: CostMode;
  readonly savings_nano_usd?: number;
  readonly provider?: string;
  readonly model?: string;
  readonly price_version?: string;
  /** Names the end report that told this cost, or LOGGED_REPORT; a later report of the call takes it out of force. */
  readonly report_id?: string;
  /** The turn that it belongs to. */
  readonly turn?: number;
}

/** Money was spent on one component of a call. */
export type CostRecorded = EventEnvelope<'cost.recorded', CostRecordedData>;

export const costRecorded = defineEvent<CostRecorded>({
  type: 'cost.recorded',
  personal: [],
  fields: {
    required: {
      component: oneOf(COST_COMPONENTS),
      amount_nano_usd: integer(0, MAX_AMOUNT_NANO_USD),
      basis: oneOf(COST_BASES),
      mode: oneOf(COST_MODES),
    },
    optional: {
      savings_nano_usd: integer(0, MAX_AMOUNT_NANO_USD),
      provider: name,
      model: name,
      price_version: name,
      report_id: name,
    },
  },
  example: () => ({
    id: 'call-1:cost:llm',
    type: 'cost.recorded',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_032_164,
    data: { component: 'llm', amount_nano_usd: 405_000, basis: 'estimated', mode: 'final', provider: 'openai' },
  }),
});
