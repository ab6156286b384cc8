import { agentKeyOf, begunAt, callHead, type CallState, turnsOf, type TurnState } from '@callscope/call-state';
import type { RowChange } from '../kernel';
import { type CallPart, callPart, samePart } from './call-part';
import { type DimensionValues, keysAt } from './cells';

/** What is put into one cell, and what is taken out of it. */
export interface CellChange {
  callOut: CallPart | null;
  callIn: CallPart | null;
  readonly turnsOut: TurnState[];
  readonly turnsIn: TurnState[];
}

/** Where the parts of a call count: the call itself and its money where it begins, each turn where it ends. */
interface Placed {
  readonly part: CallPart;
  readonly values: DimensionValues;
  readonly begunAt: number;
  readonly turns: ReadonlySet<TurnState>;
}

const CHANGES = new WeakMap<RowChange<CallState>, ReadonlyMap<string, CellChange>>();

/** The change of a call, cell by cell. Worked out once for each change, since every cell asks. */
export function cellChanges(change: RowChange<CallState>): ReadonlyMap<string, CellChange> {
  const known = CHANGES.get(change);
  if (known) return known;
  const made = workOut(place(change.before), place(change.after));
  CHANGES.set(change, made);
  return made;
}

function workOut(was: Placed | null, is: Placed | null): ReadonlyMap<string, CellChange> {
  const cells = new Map<string, CellChange>();
  const at = (key: string): CellChange => {
    const known = cells.get(key);
    if (known) return known;
    const made: CellChange = { callOut: null, callIn: null, turnsOut: [], turnsIn: [] };
    cells.set(key, made);
    return made;
  };
  const still = was !== null && is !== null && sameCells(was, is);
  if (!(still && samePart(was.part, is.part))) {
    if (was) for (const key of keysAt(was.begunAt, was.values)) at(key).callOut = was.part;
    if (is) for (const key of keysAt(is.begunAt, is.values)) at(key).callIn = is.part;
  }
  if (was) for (const [key, turn] of movedTurns(was, is, still)) at(key).turnsOut.push(turn);
  if (is) for (const [key, turn] of movedTurns(is, was, still)) at(key).turnsIn.push(turn);
  return cells;
}

/** Each turn of `from` with each cell in which it counts there, and does not count in `to`. */
function* movedTurns(from: Placed, to: Placed | null, still: boolean): Generator<[key: string, turn: TurnState]> {
  for (const turn of from.turns) {
    // A turn that is the very same object in both states has not changed.
    const stays = to?.turns.has(turn) === true;
    if (stays && still) continue;
    const others = new Set(stays ? turnKeys(to, turn) : []);
    for (const key of turnKeys(from, turn)) if (!others.has(key)) yield [key, turn];
  }
}

const PLACES = new WeakMap<CallState, Placed>();

/** A hidden call counts nowhere: hiding takes out exactly what the call had put in. */
function place(call: CallState | null): Placed | null {
  if (!call || call.hidden) return null;
  const known = PLACES.get(call);
  if (known) return known;
  const { direction, mode, carrier } = callHead(call);
  const values = { agent: agentKeyOf(call) ?? '', mode: mode ?? '', carrier: carrier ?? '', direction };
  const placed = { part: callPart(call), values, begunAt: begunAt(call), turns: new Set(turnsOf(call)) };
  PLACES.set(call, placed);
  return placed;
}

function turnKeys(placed: Placed, turn: TurnState): readonly string[] {
  return keysAt(turn.at ?? placed.begunAt, placed.values);
}

function sameCells(a: Placed, b: Placed): boolean {
  const [x, y] = [a.values, b.values];
  return (
    x.agent === y.agent &&
    x.mode === y.mode &&
    x.carrier === y.carrier &&
    x.direction === y.direction &&
    // Turns without a time of their own count where the call begins.
    a.begunAt === b.begunAt
  );
}
