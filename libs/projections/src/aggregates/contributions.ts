import { agentKeyOf, begunAt, callHead, type CallState, turnsOf, type TurnState } from '@callscope/call-state';
import { prepared } from '@callscope/histogram';
import type { RowChange, Share } from '../kernel';
import { placeOf } from './aggregates.read-model';
import { callCounts, type CallCounts, changeOfCounts } from './call-counts';
import type { CellPart, Measured } from './cell';
import { changeOf } from './counts';
import { isSame, type JointValues, jointValues, keysAt } from './cells';
import { changedTurns } from './changed-turns';
import { movesOf, type TurnsOfCells } from './moves';
import { difference, turnPart, turnsMoved } from './turn-part';

/** Where the parts of a call count: the call itself and its money where it begins, each turn where it ends. */
interface Placed {
  readonly call: CallState;
  readonly counts: CallCounts;
  readonly durations: Measured;
  readonly values: JointValues;
  readonly begunAt: number;
  /** Keys of the cells of the call itself. */
  readonly keys: readonly string[];
  readonly turns: readonly TurnState[];
}

/** What the change of a call adds to which cells. */
export function sharesOf({ before, after }: RowChange<CallState>): readonly Share<CellPart>[] {
  const was = place(before);
  const is = place(after);
  const still = was !== null && is !== null && was.keys === is.keys;
  if (!still) return [...callShares(was, is), ...turnsElsewhere(was, is)];
  if (was.turns === is.turns) return callShares(was, is);
  const turns = turnsStill(was, is);
  return isSameCall(was, is) ? turns : [...callShares(was, is), ...turns];
}

/** A turn changes nothing else of most calls: the commonest case of all. */
function isSameCall({ counts: a, durations: x }: Placed, { counts: b, durations: y }: Placed): boolean {
  return a.standing === b.standing && a.money === b.money && a.outcome === b.outcome && x === y;
}

function callShares(was: Placed | null, is: Placed | null): Share<CellPart>[] {
  if (was?.keys === is?.keys) return share(was?.keys ?? [], callMoved(was, is));
  const [left, entered] = [new Set(was?.keys), new Set(is?.keys)];
  const both = [...left].filter((key) => entered.has(key));
  return [
    ...share(both, callMoved(was, is)),
    ...share(
      [...left].filter((key) => !entered.has(key)),
      callMoved(was, null),
    ),
    ...share(
      [...entered].filter((key) => !left.has(key)),
      callMoved(null, is),
    ),
  ];
}

function callMoved(was: Placed | null, is: Placed | null): CellPart | null {
  const counts = changeOfCounts(was?.counts ?? null, is?.counts ?? null);
  const part = { counts, ...difference(was?.durations ?? [], is?.durations ?? []) };
  return counts.length + part.into.length + part.out.length === 0 ? null : part;
}

/** The turns of a call that counts in the same cells as before: most often one is new. */
function turnsStill(was: Placed, is: Placed): Share<CellPart>[] {
  const { left, entered } = changedTurns(was.turns, is.turns);
  const [turn, ...more] = entered;
  if (left.length > 0 || more.length > 0) return turnsMovedByCell(was, left, is, entered);
  if (!turn) return [];
  const { counts, values } = turnPart(turn);
  return share(turnKeys(is, turn), { counts: changeOf(null, counts), into: values, out: [] });
}

/** The turns of a call that counts in other cells now, or no more, or for the first time. */
function turnsElsewhere(was: Placed | null, is: Placed | null): Share<CellPart>[] {
  return turnsMovedByCell(was, was?.turns ?? [], is, is?.turns ?? []);
}

function turnsMovedByCell(
  was: Placed | null,
  left: readonly TurnState[],
  is: Placed | null,
  entered: readonly TurnState[],
): Share<CellPart>[] {
  return movesOf(was ? byCells(was, left) : [], is ? byCells(is, entered) : []).flatMap((move) =>
    share(move.keys, turnsMoved(move.left, move.entered)),
  );
}

/** The turns under the keys of the cells they count in: those of the same minute have the very same keys. */
function byCells(placed: Placed, turns: readonly TurnState[]): TurnsOfCells[] {
  const groups = new Map<readonly string[], TurnState[]>();
  for (const turn of turns) {
    const keys = turnKeys(placed, turn);
    const group = groups.get(keys);
    if (group) group.push(turn);
    else groups.set(keys, [turn]);
  }
  return [...groups].map(([keys, group]) => ({ keys, turns: group }));
}

function share(keys: readonly string[], part: CellPart | null): Share<CellPart>[] {
  return part && keys.length > 0 ? [{ keys, part }] : [];
}

const NO_DURATION: Measured = [];
const DURATION = placeOf('duration_ms');

/** The newest state of the calls that changed last: what a change comes from is what the one before it made. */
const LATEST = new Map<string, Placed>();
const LATEST_KEPT = 2_000;

/** A hidden call counts nowhere: hiding takes out exactly what the call had put in. */
function place(call: CallState | null): Placed | null {
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
  const { direction, mode, carrier, duration_ms: duration } = callHead(call);
  const told = { agent: agentKeyOf(call) ?? '', mode: mode ?? '', carrier: carrier ?? '', direction };
  const values = known && isSame(known.values, told) ? known.values : jointValues(told);
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

function turnKeys(placed: Placed, turn: TurnState): readonly string[] {
  return keysAt(turn.at ?? placed.begunAt, placed.values);
}
