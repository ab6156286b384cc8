import {
  addNano,
  type CostBasis,
  type CostComponent,
  type LatencyStages,
  LOGGED_REPORT,
  type NanoSum,
  usdFromNano,
} from '@callscope/call-events';
import { exactPercentile } from '@callscope/histogram';
import { callHead } from './call-head';
import type { CallState } from './call-state';
import { type CallFlag, type CallRow, type CostSummary, type HeadlineStage, type StageSummary } from './call-row';
import { type ComponentCost, type Costs, standingCosts, weaker } from './costs';
import { Lately } from './remembered';
import { countedTurns, latencyOf, type Turns, type TurnState } from './turns';

/** A latency above this is no latency but a broken measurement: kept, never in a percentile. */
export const MAX_LATENCY_MS = 60_000;

const ROWS = new Lately<CallState, CallRow>();

/** The row of a call: what lists and streams show of it. */
export function callRow(state: CallState): CallRow {
  return ROWS.of(state, makeRow);
}

function makeRow(state: CallState): CallRow {
  const head = callHead(state);
  const turns = turnsOf(state);
  // Field by field: a row is made for every change of a call, and a spread would be half of its price.
  return {
    call_id: head.call_id,
    status: head.status,
    live: head.live,
    direction: head.direction,
    from: head.from,
    to: head.to,
    carrier: head.carrier,
    mode: head.mode,
    agent: head.agent,
    providers: head.providers,
    initiated_at: head.initiated_at,
    started_at: head.started_at,
    ended_at: head.ended_at,
    duration_ms: head.duration_ms,
    turns: { completed: count(turns, 'completed'), interrupted: count(turns, 'interrupted') },
    latency: latencySummaries(turns),
    cost: costSummary(costsOf(state)),
    end_reason: state.end?.reason ?? null,
    flags: flagsOf(state, head.negative),
    position: state.position,
  };
}

const TURNS = new Lately<Turns, readonly TurnState[]>();
const REPORTED_TURNS = new Lately<CallState, readonly TurnState[]>();

/** The turns that count in every figure. */
export function turnsOf(state: CallState): readonly TurnState[] {
  // Without a report every turn counts, whatever the end says.
  return state.end?.report ? REPORTED_TURNS.of(state, reportedTurns, hasSameTurns) : TURNS.of(state.turns, allTurns);
}

function allTurns(turns: Turns): readonly TurnState[] {
  return countedTurns(turns, null);
}

function reportedTurns({ turns, end }: CallState): readonly TurnState[] {
  return countedTurns(turns, end?.report?.turns ?? null);
}

function hasSameTurns(a: CallState, b: CallState): boolean {
  return a.turns === b.turns && a.end === b.end;
}

/** One latency for the whole call: mean `response_ms`, else mean `total_ms`, else what its report states; in ms. */
export function callLatencyMs(state: CallState): number | null {
  const latencies = latenciesOf(turnsOf(state));
  return (
    meanOf(stageValues(latencies, 'response_ms')) ??
    meanOf(stageValues(latencies, 'total_ms')) ??
    state.end?.report?.latency_ms ??
    null
  );
}

const COSTS = new Lately<Costs, ReadonlyMap<CostComponent, ComponentCost>>();
const REPORTED_COSTS = new Lately<CallState, ReadonlyMap<CostComponent, ComponentCost>>();

/** The money of the call by component, as it stands. */
export function costsOf(state: CallState): ReadonlyMap<CostComponent, ComponentCost> {
  return state.end?.report ? REPORTED_COSTS.of(state, reportedCosts, hasSameCosts) : COSTS.of(state.costs, allCosts);
}

function allCosts(costs: Costs): ReadonlyMap<CostComponent, ComponentCost> {
  return standingCosts(costs, null);
}

function reportedCosts({ costs, end }: CallState): ReadonlyMap<CostComponent, ComponentCost> {
  return standingCosts(costs, end?.report?.id ?? null);
}

function hasSameCosts(a: CallState, b: CallState): boolean {
  return a.costs === b.costs && a.end === b.end;
}

/**
 * The cost of the call as its source states it, in nano-USD. A source that rounds each component by itself states a
 * total that can differ from their sum in the last place. The stated one stands only while every cost in force comes
 * from that very report; otherwise it is the sum.
 */
export function statedCostNano(state: CallState): NanoSum {
  const { costs, end } = state;
  const stated = end?.report?.total_nano ?? null;
  const byReportAlone =
    costs[''] === undefined && (costs[end?.report?.id ?? ''] !== undefined || costs[LOGGED_REPORT] === undefined);
  if (stated !== null && byReportAlone) return String(stated);
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
  const latencies = latenciesOf(turns);
  const summed = turns.some((turn) => turn.summed);
  return {
    response_ms: stageSummary(stageValues(latencies, 'response_ms'), summed ? 'summed' : 'measured'),
    stt_ms: stageSummary(stageValues(latencies, 'stt_ms')),
    llm_ttft_ms: stageSummary(stageValues(latencies, 'llm_ttft_ms')),
    tts_ms: stageSummary(stageValues(latencies, 'tts_ms')),
    total_ms: stageSummary(stageValues(latencies, 'total_ms')),
  };
}

const NOT_MEASURED: StageSummary = {
  n: 0,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  min: null,
  max: null,
  method: null,
};

function stageSummary(values: number[], method: 'measured' | 'summed' = 'measured'): StageSummary {
  if (values.length === 0) return NOT_MEASURED;
  const sorted = values.sort((a, b) => a - b);
  return {
    n: sorted.length,
    p50: exactPercentile(sorted, 0.5),
    p90: exactPercentile(sorted, 0.9),
    p95: exactPercentile(sorted, 0.95),
    p99: exactPercentile(sorted, 0.99),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    method,
  };
}

/** The latencies of the turns that were completed: no other turn has one that counts. */
function latenciesOf(turns: readonly TurnState[]): LatencyStages[] {
  return turns.filter((turn) => turn.outcome === 'completed').map(latencyOf);
}

/** The values of a stage that count: no longer than a latency can be. */
function stageValues(latencies: readonly LatencyStages[], stage: HeadlineStage): number[] {
  const values: number[] = [];
  for (const { [stage]: value } of latencies) if (value !== undefined && value <= MAX_LATENCY_MS) values.push(value);
  return values;
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
