import { addNano, subtractNano } from '@callscope/call-events';
import {
  callRow,
  type CallState,
  callLatencyMs,
  costsOf,
  HEADLINE_STAGES,
  MAX_LATENCY_MS,
  statedCostNano,
  turnsOf,
  type TurnState,
} from '@callscope/call-state';
import { add, remove } from '@callscope/histogram';
import { costs, count, mean, type Sign } from './additive';
import { type AggregatesRow, NO_CALLS } from './aggregates.read-model';

/** A call is now `after` and was `before` (null: was not there): takes the one out, puts the other in. */
export function evolve(row: AggregatesRow | null, before: CallState | null, after: CallState | null): AggregatesRow {
  const known = row ?? NO_CALLS;
  const without = before ? withCall(known, before, -1) : known;
  const next = after ? withCall(without, after, 1) : without;
  return { ...next, ...turnTotals(known, before ? turnsOf(before) : [], after ? turnsOf(after) : []) };
}

function withCall(row: AggregatesRow, call: CallState, sign: Sign): AggregatesRow {
  const shown = callRow(call);
  const common = { ...row, directions: count(row.directions, shown.direction, sign) };
  if (shown.live) {
    return {
      ...common,
      active: count(row.active, shown.direction, sign),
      active_costs: costs(row.active_costs, costsOf(call), sign),
    };
  }
  return {
    ...common,
    ended: count(row.ended, shown.status, sign),
    duration: mean(row.duration, shown.duration_ms, sign),
    call_latency: mean(row.call_latency, callLatencyMs(call), sign),
    ended_costs: costs(row.ended_costs, costsOf(call), sign),
    stated_nano: (sign === 1 ? addNano : subtractNano)(row.stated_nano, statedCostNano(call)),
  };
}

/** Only the turns that differ are touched: a turn that did not change is the very same object in both states. */
function turnTotals(
  row: AggregatesRow,
  before: readonly TurnState[],
  after: readonly TurnState[],
): Pick<AggregatesRow, 'turns' | 'latency'> {
  const [was, is] = [new Set(before), new Set(after)];
  let totals: Pick<AggregatesRow, 'turns' | 'latency'> = row;
  for (const turn of is) if (!was.has(turn)) totals = withTurn(totals, turn, 1);
  for (const turn of was) if (!is.has(turn)) totals = withTurn(totals, turn, -1);
  return { turns: totals.turns, latency: totals.latency };
}

function withTurn(
  totals: Pick<AggregatesRow, 'turns' | 'latency'>,
  turn: TurnState,
  sign: Sign,
): Pick<AggregatesRow, 'turns' | 'latency'> {
  const turns = count(totals.turns, turn.outcome, sign);
  if (turn.outcome !== 'completed') return { ...totals, turns };
  const latency = { ...totals.latency };
  const change = sign === 1 ? add : remove;
  for (const stage of HEADLINE_STAGES) {
    const value = turn.latency[stage];
    if (value !== undefined && value <= MAX_LATENCY_MS) latency[stage] = change(latency[stage], value);
  }
  return { turns, latency };
}
