import { addNano } from '@callscope/call-events';
import { HEADLINE_STAGES } from '@callscope/call-state';
import { merge } from '@callscope/histogram';
import { addCosts, addCounts } from './additive';
import { type AggregatesRow, NO_CALLS } from './aggregates.read-model';

/** The totals of several cells together. */
export function merged(rows: readonly AggregatesRow[]): AggregatesRow {
  return rows.reduce(both, NO_CALLS);
}

function both(a: AggregatesRow, b: AggregatesRow): AggregatesRow {
  const latency = HEADLINE_STAGES.map((stage) => [stage, merge(a.latency[stage], b.latency[stage])]);
  return {
    ended: addCounts(a.ended, b.ended),
    active: addCounts(a.active, b.active),
    directions: addCounts(a.directions, b.directions),
    turns: addCounts(a.turns, b.turns),
    duration: { n: a.duration.n + b.duration.n, us: a.duration.us + b.duration.us },
    durations: merge(a.durations, b.durations),
    call_latency: { n: a.call_latency.n + b.call_latency.n, us: a.call_latency.us + b.call_latency.us },
    ended_costs: addCosts(a.ended_costs, b.ended_costs),
    active_costs: addCosts(a.active_costs, b.active_costs),
    stated_nano: addNano(a.stated_nano, b.stated_nano),
    latency: Object.fromEntries(latency) as AggregatesRow['latency'],
    over_60s: addCounts(a.over_60s, b.over_60s),
  };
}
