import type { CostComponent } from '@callscope/call-events';
import {
  callLatencyMs,
  callHead,
  type CallState,
  type ComponentCost,
  costsOf,
  statedCostNano,
} from '@callscope/call-state';

/** What a call itself puts into a cell, beside its turns. Durations and latencies in ms. */
export interface CallPart {
  readonly live: boolean;
  readonly status: string;
  readonly direction: string;
  readonly duration: number | null;
  readonly latency: number | null;
  readonly costs: ReadonlyMap<CostComponent, ComponentCost>;
  readonly stated: string;
}

const PARTS = new WeakMap<CallState, CallPart>();

/** Made once for each state, since every cell asks. */
export function callPart(call: CallState): CallPart {
  const known = PARTS.get(call);
  if (known) return known;
  const { live, status, direction, duration_ms: duration } = callHead(call);
  const part: CallPart = {
    live,
    status,
    direction,
    duration,
    latency: live ? null : callLatencyMs(call),
    costs: costsOf(call),
    stated: live ? '0' : statedCostNano(call),
  };
  PARTS.set(call, part);
  return part;
}

/** Most events of a call change nothing of this; then no cell is touched for it. */
export function samePart(a: CallPart, b: CallPart): boolean {
  return (
    a.live === b.live &&
    a.status === b.status &&
    a.direction === b.direction &&
    a.duration === b.duration &&
    a.latency === b.latency &&
    a.stated === b.stated &&
    sameCosts(a.costs, b.costs)
  );
}

function sameCosts(a: CallPart['costs'], b: CallPart['costs']): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [component, cost] of a) {
    const other = b.get(component);
    if (other?.nano !== cost.nano || other.savings !== cost.savings || other.basis !== cost.basis) return false;
  }
  return true;
}
