import type { AgentRef, LatencyStages, TurnOutcome } from '@callscope/call-events';
import { begunAt, callHead, type CallState, type HeadlineStage, latencyOf, turnsOf } from '@callscope/call-state';
import { placedAt, rankedMs } from './turn-place';

/** Which turns. Instants epoch ms; null = no such limit. */
export interface SlowestTurnsQuery {
  /** What they are sorted by. */
  readonly by: HeadlineStage;
  /** Only turns of which this stage was measured as well. */
  readonly measured: HeadlineStage | null;
  /** Ended at or after. */
  readonly from: number | null;
  /** Ended before. */
  readonly to: number | null;
  /** Id of the agent, or its name where it has no id. */
  readonly agent: string | null;
  readonly limit: number;
}

/** A turn of the ranking. */
export interface SlowTurn {
  readonly call_id: string;
  readonly turn: number;
  /** When it ended, else when its call began; epoch ms. */
  readonly at: number;
  readonly agent: AgentRef | null;
  readonly outcome: TurnOutcome;
  /** Every stage that was measured, in ms. */
  readonly latency: LatencyStages;
}

interface Ranked {
  readonly value: number;
  readonly turn: SlowTurn;
}

/**
 * The slowest turns of the calls that are put in, the slowest first; of equals, by the id of the call, then by number.
 * Calls come in the order of their slowest turn, so that it is known when no later one can hold a slower turn.
 */
export class SlowestTurns {
  readonly #ranked: Ranked[] = [];

  constructor(private readonly query: SlowestTurnsQuery) {}

  get turns(): readonly SlowTurn[] {
    return this.#ranked.map(({ turn }) => turn);
  }

  /** No turn of a call can be among them whose slowest is this, nor of any call after it. */
  isBeyond(slowestMs: number, callId: string): boolean {
    const last = this.#ranked[this.query.limit - 1];
    if (!last || last.value < slowestMs) return false;
    return last.value > slowestMs || compareIds(last.turn.call_id, callId) < 0;
  }

  put(call: CallState): void {
    const { by, measured, from, to, limit } = this.query;
    const counted = new Set(turnsOf(call));
    const begun = begunAt(call);
    for (const [number, state] of Object.entries(call.turns)) {
      if (state.outcome === null || !counted.has(state)) continue;
      const latency = latencyOf(state);
      const value = rankedMs(latency, by);
      const at = placedAt(state, begun);
      if (value === null || (from !== null && at < from) || (to !== null && at >= to)) continue;
      if (measured !== null && rankedMs(latency, measured) === null) continue;
      const { outcome } = state;
      const { call_id, agent } = callHead(call);
      const turn = { call_id, turn: Number(number), at, agent, outcome, latency };
      insert(this.#ranked, { value, turn }, limit);
    }
  }
}

function insert(ranked: Ranked[], one: Ranked, limit: number): void {
  let [low, high] = [0, ranked.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(ranked[middle] ?? one, one) < 0) low = middle + 1;
    else high = middle;
  }
  if (low < limit) ranked.splice(low, 0, one);
  if (ranked.length > limit) ranked.pop();
}

function compare(a: Ranked, b: Ranked): number {
  return b.value - a.value || compareIds(a.turn.call_id, b.turn.call_id) || a.turn.turn - b.turn.turn;
}

/** As SQLite has them in order: by their bytes. */
function compareIds(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
