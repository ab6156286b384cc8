import { agentKeyOf, begunAt, callHead, type CallState, turnsOf, type TurnState } from '@callscope/call-state';
import { prepared } from '@callscope/histogram';
import { placeOf } from './aggregates.read-model';
import { callCounts, type CallCounts } from './call-counts';
import type { Measured } from './cell';
import { isSame, type JointValues, jointValues, keysAt } from './cells';

/** Where the parts of a call count: the call itself and its money where it begins, each turn where it ends. */
export interface Placed {
  readonly call: CallState;
  readonly counts: CallCounts;
  readonly durations: Measured;
  readonly values: JointValues;
  readonly begunAt: number;
  /** Keys of the cells of the call itself. */
  readonly keys: readonly string[];
  readonly turns: readonly TurnState[];
}

const NO_DURATION: Measured = [];
const DURATION = placeOf('duration_ms');

/** The newest state of the calls that changed last: what a change comes from is what the one before it made. */
const LATEST = new Map<string, Placed>();
const LATEST_KEPT = 2_000;

/** A hidden call counts nowhere: hiding takes out exactly what the call had put in. */
export function place(call: CallState | null): Placed | null {
  if (!call || call.hidden) return null;
  const latest = LATEST.get(call.call_id);
  if (latest?.call === call) return latest;
  const placed = makePlace(call, latest ?? null);
  if (LATEST.size >= LATEST_KEPT) LATEST.clear();
  LATEST.set(call.call_id, placed);
  return placed;
}

/** `known`: the same call as it was; what still holds of it is taken over. */
function makePlace(call: CallState, known: Placed | null): Placed {
  const { duration_ms: duration } = callHead(call);
  const values = known && known.call.facts === call.facts ? known.values : valuesOf(call, known);
  const begun = begunAt(call);
  return {
    call,
    counts: callCounts(call, known?.counts ?? null),
    durations: duration === null ? NO_DURATION : [[DURATION, prepared(duration)]],
    values,
    begunAt: begun,
    keys: known?.values === values && known.begunAt === begun ? known.keys : keysAt(begun, values),
    turns: turnsOf(call),
  };
}

function valuesOf(call: CallState, known: Placed | null): JointValues {
  const { direction, mode, carrier } = callHead(call);
  const told = { agent: agentKeyOf(call) ?? '', mode: mode ?? '', carrier: carrier ?? '', direction };
  return known && isSame(known.values, told) ? known.values : jointValues(told);
}

/** Keys of the cells that a turn of the call counts in. */
export function turnKeys(placed: Placed, turn: TurnState): readonly string[] {
  return keysAt(turn.at ?? placed.begunAt, placed.values);
}
