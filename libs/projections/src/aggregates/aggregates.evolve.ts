import { HEADLINE_STAGES, type HeadlineStage, latencyOf, MAX_LATENCY_MS, type TurnState } from '@callscope/call-state';
import { type AggregatesRow, NO_CALLS } from './aggregates.read-model';
import { CellDraft, count } from './cell-draft';
import type { CellChange } from './contributions';

/**
 * One cell of totals after these changes, in their order: what goes out is taken out, what comes in is put in. Null
 * when nothing is left. All at once or one after the other is the same.
 */
export function evolve(row: AggregatesRow | null, changes: readonly CellChange[]): AggregatesRow | null {
  const draft = new CellDraft(row ?? NO_CALLS);
  for (const { callOut, callIn, turnsOut, turnsIn } of changes) {
    if (callOut) draft.call(callOut, -1);
    if (callIn) draft.call(callIn, 1);
    moveDuration(draft, callOut?.duration ?? null, callIn?.duration ?? null);
    moveTurns(draft, turnsOut, turnsIn);
  }
  return draft.toRow();
}

/** A duration that stays is not touched: taking out the longest and putting it back would forget it. */
function moveDuration(draft: CellDraft, out: number | null, into: number | null): void {
  if (out === into) return;
  if (into !== null) draft.durations.add(into);
  if (out !== null) draft.durations.remove(out);
}

function moveTurns(draft: CellDraft, out: readonly TurnState[], into: readonly TurnState[]): void {
  if (out.length === 0 && into.length === 0) return;
  for (const turn of into) count(draft.turns, turn.outcome ?? 'open', 1);
  for (const turn of out) count(draft.turns, turn.outcome ?? 'open', -1);
  const [removed, added] = [out.map(measured), into.map(measured)];
  for (const [index, stage] of HEADLINE_STAGES.entries()) {
    moveLatencies(draft, stage, valuesAt(removed, index), valuesAt(added, index));
  }
}

type Measured = readonly (number | undefined)[];

const MEASURED = new WeakMap<TurnState, Measured>();

/** What a turn measured, in ms, by headline stage; nothing unless it was completed. Every cell asks. */
function measured(turn: TurnState): Measured {
  const known = MEASURED.get(turn);
  if (known) return known;
  const latency = turn.outcome === 'completed' ? latencyOf(turn) : {};
  const made = HEADLINE_STAGES.map((stage) => latency[stage]);
  MEASURED.set(turn, made);
  return made;
}

function valuesAt(turns: readonly Measured[], index: number): number[] {
  const values: number[] = [];
  for (const turn of turns) {
    const value = turn[index];
    if (value !== undefined) values.push(value);
  }
  return values;
}

function moveLatencies(draft: CellDraft, stage: HeadlineStage, out: readonly number[], into: readonly number[]): void {
  const [removed, added] = difference(out, into);
  for (const value of added) {
    if (value > MAX_LATENCY_MS) count(draft.over60s, stage, 1);
    else draft.latency(stage).add(value);
  }
  for (const value of removed) {
    if (value > MAX_LATENCY_MS) count(draft.over60s, stage, -1);
    else draft.latency(stage).remove(value);
  }
}

/** What is only in the one list, and what is only in the other: an extreme that stays is never taken out. */
function difference(a: readonly number[], b: readonly number[]): [onlyA: readonly number[], onlyB: readonly number[]] {
  if (a.length === 0 || b.length === 0) return [a, b];
  const left = [...b];
  const onlyA = a.filter((value) => {
    const index = left.indexOf(value);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [onlyA, left];
}
