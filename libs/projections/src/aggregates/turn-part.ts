import { HEADLINE_STAGES, latencyOf, MAX_LATENCY_MS, type StatsStage, type TurnState } from '@callscope/call-state';
import { prepared } from '@callscope/histogram';
import type { CellPart, Measured } from './cell';
import { placeOf, UNSPLIT_STAGES } from './aggregates.read-model';
import type { CountChange } from './counts';
import { slotOf } from './open-counts';

/** What a turn counts, and what it measured. */
export interface TurnPart {
  readonly counts: CountChange;
  readonly values: Measured;
}

interface TurnParts {
  readonly everywhere: TurnPart;
  readonly unsplit: TurnPart;
}

/** Of the turns that were asked about last: they are put into the cells of a minute, of an hour, and at an end moved. */
const PARTS = new Map<TurnState, TurnParts>();
const PARTS_KEPT = 200;

/** What it is in every cell of its moment. */
export function turnPart(turn: TurnState): TurnPart {
  return partsOf(turn).everywhere;
}

/** What it is beside that in the cells that are not split. */
export function unsplitPart(turn: TurnState): TurnPart {
  return partsOf(turn).unsplit;
}

function partsOf(turn: TurnState): TurnParts {
  const known = PARTS.get(turn);
  if (known) return known;
  const parts = {
    everywhere: measuredPart(turn, HEADLINE_STAGES, countedOnce(`turns:${turn.outcome ?? 'open'}`)),
    unsplit: measuredPart(turn, UNSPLIT_STAGES, NO_COUNTS),
  };
  if (PARTS.size >= PARTS_KEPT) PARTS.clear();
  PARTS.set(turn, parts);
  return parts;
}

const NO_COUNTS: CountChange = [];
const COUNTED_ONCE = new Map<string, CountChange>();

/** One and the same for all turns that count it. */
function countedOnce(name: string): CountChange {
  const known = COUNTED_ONCE.get(name);
  if (known) return known;
  const counts: CountChange = [[slotOf(name), 1]];
  COUNTED_ONCE.set(name, counts);
  return counts;
}

/** Percentiles are of completed turns alone. */
function measuredPart(turn: TurnState, stages: readonly StatsStage[], counted: CountChange): TurnPart {
  const values: Measured[number][] = [];
  if (turn.outcome !== 'completed') return { counts: counted, values };
  let counts = counted;
  const latency = latencyOf(turn);
  for (const stage of stages) {
    const value = latency[stage];
    if (value === undefined) continue;
    if (value > MAX_LATENCY_MS) counts = [...counts, ...countedOnce(`over_60s:${stage}`)];
    else values.push([placeOf(stage), prepared(value)]);
  }
  return { counts, values };
}

/** What it changes in a cell that these turns leave and those enter, none of them both; null when that is nothing. */
export function turnsMoved(
  left: readonly TurnState[],
  entered: readonly TurnState[],
  partOf: (turn: TurnState) => TurnPart,
): CellPart | null {
  const out = left.map(partOf);
  const into = entered.map(partOf);
  const counts = countsMoved(out, into);
  const values = difference(valuesOf(out), valuesOf(into));
  if (counts.length + values.into.length + values.out.length === 0) return null;
  return { counts, into: values.into, out: values.out };
}

/** What they count together: those that enter for, those that leave against. */
function countsMoved(out: readonly TurnPart[], into: readonly TurnPart[]): CountChange {
  const [first] = into;
  if (out.length === 0 && into.length === 1 && first) return first.counts;
  const sums = new Map<number, number>();
  for (const { counts } of into) for (const [slot, n] of counts) sums.set(slot, (sums.get(slot) ?? 0) + n);
  for (const { counts } of out) for (const [slot, n] of counts) sums.set(slot, (sums.get(slot) ?? 0) - n);
  return [...sums].filter(([, by]) => by !== 0);
}

function valuesOf(parts: readonly TurnPart[]): Measured {
  const [first] = parts;
  if (first && parts.length === 1) return first.values;
  const values: Measured[number][] = [];
  for (const part of parts) for (const value of part.values) values.push(value);
  return values;
}

/** What is only in the one list, and what is only in the other: an extreme that stays is never taken out. */
export function difference(before: Measured, after: Measured): { readonly out: Measured; readonly into: Measured } {
  if (before.length === 0 || after.length === 0) return { out: before, into: after };
  const into = [...after];
  const out = before.filter(([place, { value }]) => {
    const index = into.findIndex(([other, same]) => other === place && same.value === value);
    if (index >= 0) into.splice(index, 1);
    return index < 0;
  });
  return { out, into };
}
