import { addNano, type CostBasis, type CostComponent, type NanoSum, usdFromNano } from '@callscope/call-events';
import { exactPercentile } from '@callscope/histogram';
import { callHead } from './call-head';
import type { CallState } from './call-state';
import {
  type CallFlag,
  type CallRow,
  type CostSummary,
  HEADLINE_STAGES,
  type HeadlineStage,
  type StageSummary,
} from './call-row';
import { type ComponentCost, type Costs, standingCosts, weaker } from './costs';
import { remembered } from './remembered';
import { countedTurns, latencyOf, type Turns, type TurnState } from './turns';

/** A latency above this is no latency but a broken measurement: kept, never in a percentile. */
export const MAX_LATENCY_MS = 60_000;

const ROWS = new WeakMap<CallState, CallRow>();

/** The row of a call: what lists and streams show of it. */
export function callRow(state: CallState): CallRow {
  return remembered(ROWS, state, () => makeRow(state));
}

function makeRow(state: CallState): CallRow {
  const { negative, ...head } = callHead(state);
  const turns = turnsOf(state);
  return {
    ...head,
    turns: { completed: count(turns, 'completed'), interrupted: count(turns, 'interrupted') },
    latency: latencySummaries(turns),
    cost: costSummary(costsOf(state)),
    end_reason: state.end?.reason ?? null,
    flags: flagsOf(state, negative),
    position: state.position,
  };
}

const TURNS = new WeakMap<Turns, readonly TurnState[]>();
const REPORTED_TURNS = new WeakMap<CallState, readonly TurnState[]>();

/** The turns that count in every figure. */
export function turnsOf(state: CallState): readonly TurnState[] {
  const { report } = state.end ?? {};
  // Without a report every turn counts, whatever the end says.
  if (!report) return remembered(TURNS, state.turns, () => countedTurns(state.turns, null));
  return remembered(REPORTED_TURNS, state, () => countedTurns(state.turns, report.turns));
}

/** One latency for the whole call: mean `response_ms`, else mean `total_ms`, else what its report states; in ms. */
export function callLatencyMs(state: CallState): number | null {
  const turns = turnsOf(state);
  return (
    meanOf(stageValues(turns, 'response_ms')) ??
    meanOf(stageValues(turns, 'total_ms')) ??
    state.end?.report?.latency_ms ??
    null
  );
}

const COSTS = new WeakMap<Costs, ReadonlyMap<CostComponent, ComponentCost>>();
const REPORTED_COSTS = new WeakMap<CallState, ReadonlyMap<CostComponent, ComponentCost>>();

/** The money of the call by component, as it stands. */
export function costsOf(state: CallState): ReadonlyMap<CostComponent, ComponentCost> {
  const { report } = state.end ?? {};
  if (!report) return remembered(COSTS, state.costs, () => standingCosts(state.costs, null));
  return remembered(REPORTED_COSTS, state, () => standingCosts(state.costs, report.id));
}

/**
 * The cost of the call as its source states it, in nano-USD. A source that rounds each component by itself states a
 * total that can differ from their sum in the last place. The stated one stands only while every cost in force comes
 * from that very report; otherwise it is the sum.
 */
export function statedCostNano(state: CallState): NanoSum {
  const stated = state.end?.report?.total_nano ?? null;
  if (stated !== null && state.costs[''] === undefined) return String(stated);
  return [...costsOf(state).values()].reduce<NanoSum>((sum, { nano }) => addNano(sum, nano), '0');
}

const SHOWN = { stt: 'stt_usd', llm: 'llm_usd', tts: 'tts_usd', telephony: 'telephony_usd' } as const;

/** Any money by component as people see it; realtime, platform and the rest stand under `other`. */
export function costSummary(costs: ReadonlyMap<CostComponent, ComponentCost>): CostSummary {
  const nano: Partial<Record<keyof CostSummary, NanoSum>> = {};
  const add = (key: keyof CostSummary, amount: NanoSum): void => {
    nano[key] = addNano(nano[key] ?? '0', amount);
  };
  let basis: CostBasis | null = null;
  for (const [component, cost] of costs) {
    add('total_usd', cost.nano);
    add(component in SHOWN ? SHOWN[component as keyof typeof SHOWN] : 'other_usd', cost.nano);
    if (cost.savings !== '0') add('savings_usd', cost.savings);
    basis = basis ? weaker(basis, cost.basis) : cost.basis;
  }
  const usd = (key: keyof CostSummary): number | null => (nano[key] === undefined ? null : usdFromNano(nano[key]));
  return {
    total_usd: usd('total_usd'),
    stt_usd: usd('stt_usd'),
    llm_usd: usd('llm_usd'),
    tts_usd: usd('tts_usd'),
    telephony_usd: usd('telephony_usd'),
    other_usd: usd('other_usd'),
    savings_usd: usd('savings_usd'),
    basis,
  };
}

function latencySummaries(turns: readonly TurnState[]): Record<HeadlineStage, StageSummary> {
  const entries = HEADLINE_STAGES.map((stage) => [stage, stageSummary(turns, stage)] as const);
  return Object.fromEntries(entries) as Record<HeadlineStage, StageSummary>;
}

function stageSummary(turns: readonly TurnState[], stage: HeadlineStage): StageSummary {
  const sorted = stageValues(turns, stage).sort((a, b) => a - b);
  const summed = stage === 'response_ms' && turns.some((turn) => turn.summed);
  return {
    n: sorted.length,
    p50: exactPercentile(sorted, 0.5),
    p90: exactPercentile(sorted, 0.9),
    p95: exactPercentile(sorted, 0.95),
    p99: exactPercentile(sorted, 0.99),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    method: sorted.length === 0 ? null : summed ? 'summed' : 'measured',
  };
}

/** The values of a stage that count: of completed turns, and no longer than a latency can be. */
function stageValues(turns: readonly TurnState[], stage: HeadlineStage): number[] {
  return turns.flatMap((turn) => {
    const value = turn.outcome === 'completed' ? latencyOf(turn)[stage] : undefined;
    return value === undefined || value > MAX_LATENCY_MS ? [] : value;
  });
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function count(turns: readonly TurnState[], outcome: TurnState['outcome']): number {
  return turns.filter((turn) => turn.outcome === outcome).length;
}

function flagsOf(state: CallState, negative: boolean): CallFlag[] {
  const end = (state.end ?? state.ended_by_status?.value)?.occurred_at ?? null;
  const flags: CallFlag[] = [];
  if (!state.initiated && !state.started) flags.push('implicit_start');
  if (state.timed_out) flags.push('timed_out');
  if (end !== null && state.last_fact_at !== null && state.last_fact_at > end) flags.push('late_events');
  if (negative || state.clock_ahead) flags.push('clock_skew');
  return flags;
}
