import { HEADLINE_STAGES, latencyOf, MAX_LATENCY_MS, type StatsStage, type TurnState } from '@callscope/call-state';
import { prepared } from '@callscope/histogram';
import type { CellPart, Measured } from './cell';
import { placeOf, UNSPLIT_STAGES } from './aggregates.read-model';
import { changeOf } from './counts';

/** What a turn counts, and what it measured. */
export interface TurnPart {
  readonly counts: ReadonlyMap<string, number>;
  readonly values: Measured;
}

/** What it is in every cell of its moment. */
export function turnPart(turn: TurnState): TurnPart {
  return measuredPart(turn, HEADLINE_STAGES, new Map([[`turns:${turn.outcome ?? 'open'}`, 1]]));
}

/** What it is beside that in the cells that are not split. */
export function unsplitPart(turn: TurnState): TurnPart {
  return measuredPart(turn, UNSPLIT_STAGES, new Map());
}

/** Percentiles are of completed turns alone. */
function measuredPart(turn: TurnState, stages: readonly StatsStage[], counts: Map<string, number>): TurnPart {
  const values: Measured[number][] = [];
  const latency = turn.outcome === 'completed' ? latencyOf(turn) : {};
  for (const stage of stages) {
    const value = latency[stage];
    if (value === undefined) continue;
    if (value > MAX_LATENCY_MS) counts.set(`over_60s:${stage}`, 1);
    else values.push([placeOf(stage), prepared(value)]);
  }
  return { counts, values };
}

/** What it changes in a cell that these turns leave and those enter; null when that is nothing. */
export function turnsMoved(
  left: readonly TurnState[],
  entered: readonly TurnState[],
  partOf: (turn: TurnState) => TurnPart,
): CellPart | null {
  // A turn that was there before and after changes nothing: it is not even measured.
  const [was, is] = [new Set(left), new Set(entered)];
  const out = left.filter((turn) => !is.has(turn)).map(partOf);
  const into = entered.filter((turn) => !was.has(turn)).map(partOf);
  const counts = changeOf(summed(out), summed(into));
  const part = {
    counts,
    ...difference(
      out.flatMap(({ values }) => values),
      into.flatMap(({ values }) => values),
    ),
  };
  return counts.length + part.into.length + part.out.length === 0 ? null : part;
}

function summed(parts: readonly TurnPart[]): ReadonlyMap<string, number> {
  const [first, ...more] = parts;
  if (!first) return new Map();
  if (more.length === 0) return first.counts;
  const sum = new Map<string, number>();
  for (const { counts } of parts) for (const [name, n] of counts) sum.set(name, (sum.get(name) ?? 0) + n);
  return sum;
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
