import { addNano, type CostBasis, type CostComponent, type NanoSum, usdFromNano } from '@callscope/call-events';
import { exactPercentile } from '@callscope/histogram';
import type { CallState } from './call-state';
import {
  type CallFlag,
  type CallRow,
  type CostSummary,
  HEADLINE_STAGES,
  type HeadlineStage,
  type StageSummary,
} from './call-row';
import { type ComponentCost, standingCosts, weaker } from './costs';
import { isTerminal, settledStatus } from './statuses';
import { timingOf } from './timing';
import { countedTurns, latencyOf, type TurnState } from './turns';

/** A latency above this is no latency but a broken measurement: kept, never in a percentile. */
export const MAX_LATENCY_MS = 60_000;

const ROWS = new WeakMap<CallState, CallRow>();
const TURNS = new WeakMap<CallState, readonly TurnState[]>();
const COSTS = new WeakMap<CallState, ReadonlyMap<CostComponent, ComponentCost>>();

/** A state never changes, so what follows from it is worked out once: many ask for it. */
function remembered<T>(known: WeakMap<CallState, T>, state: CallState, make: () => T): T {
  const found = known.get(state);
  if (found !== undefined) return found;
  const made = make();
  known.set(state, made);
  return made;
}

/** The row of a call: what lists and streams show of it. Made once for each state, since many ask for it. */
export function callRow(state: CallState): CallRow {
  return remembered(ROWS, state, () => makeRow(state));
}

function makeRow(state: CallState): CallRow {
  const status = statusOf(state);
  const live = !isTerminal(status);
  const { negative, ...timing } = timingOf(state, !live);
  const turns = turnsOf(state);
  const { facts } = state;
  return {
    call_id: state.call_id,
    status,
    live,
    direction: facts.direction?.value ?? 'unknown',
    from: facts.from?.value ?? null,
    to: facts.to?.value ?? null,
    carrier: facts.carrier?.value ?? null,
    mode: facts.mode?.value ?? null,
    agent: facts.agent?.value ?? null,
    providers: facts.providers?.value ?? null,
    ...timing,
    turns: { completed: count(turns, 'completed'), interrupted: count(turns, 'interrupted') },
    latency: latencySummaries(turns),
    cost: costSummary(costsOf(state)),
    end_reason: state.end?.reason ?? null,
    flags: flagsOf(state, negative),
    position: state.position,
  };
}

/** A call that was given up is timed out only as long as nothing else says that it has ended. */
function statusOf(state: CallState): CallRow['status'] {
  const status = settledStatus(state.statuses, state.end);
  return state.timed_out && !isTerminal(status) ? 'timed_out' : status;
}

/** When a call began, epoch ms: the best that is known. Every call has it, so every call has its place in time. */
export function begunAt(state: CallState): number {
  const { started_at: started, initiated_at: initiated } = callRow(state);
  return started ?? initiated ?? state.first_fact_at ?? state.first_recorded_at;
}

/** What names the agent of a call in filters and groups: its id, else its name; null when neither is known. */
export function agentKeyOf(state: CallState): string | null {
  const { agent } = callRow(state);
  return agent?.id ?? agent?.name ?? null;
}

/** The turns that count in every figure. */
export function turnsOf(state: CallState): readonly TurnState[] {
  return remembered(TURNS, state, () => countedTurns(state.turns, state.end?.report?.turns ?? null));
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

/** The money of the call by component, as it stands. */
export function costsOf(state: CallState): ReadonlyMap<CostComponent, ComponentCost> {
  return remembered(COSTS, state, () => standingCosts(state.costs, state.end?.report?.id ?? null));
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
