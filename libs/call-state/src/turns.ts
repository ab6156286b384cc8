import type { LatencyStages, StoredEnvelope, TurnCompleted, TurnCorrected, TurnOutcome } from '@callscope/call-events';
import { outranks } from './told';

/** One turn as far as it is counted: no words, only what was measured. */
export interface TurnState {
  readonly outcome: TurnOutcome;
  readonly latency: LatencyStages;
  /** End of the turn, epoch ms: its `ended_at`, else when it was told. */
  readonly at: number | null;
  readonly id: string;
  /** Position of the correction in force; absent when the turn was never corrected. */
  readonly corrected?: number;
  /** Told by an end report alone, so that a later report which does not list it takes it back. */
  readonly reported?: true;
  /** Stages were added up by the source instead of measured end to end. */
  readonly summed?: true;
}

/** Keyed by turn number. */
export interface Turns {
  readonly [turn: string]: TurnState;
}

/** The adapter whose turns are told by the report at the end of a call. */
export const REPORT_ADAPTER = 'patter';

export function evolveTurns(turns: Turns, event: (TurnCompleted | TurnCorrected) & StoredEnvelope): Turns {
  const known = turns[event.data.turn];
  const next = turnOf(event);
  if (known && !replaces(known, next)) return turns;
  return { ...turns, [event.data.turn]: next };
}

/** A correction beats what it corrects, a later one an earlier one; two first tellings: later end, then greater id. */
function replaces(known: TurnState, next: TurnState): boolean {
  if (next.corrected !== undefined || known.corrected !== undefined) {
    return (next.corrected ?? 0) > (known.corrected ?? 0);
  }
  return outranks({ rank: 0, at: next.at, id: next.id }, { rank: 0, at: known.at, id: known.id });
}

function turnOf(event: (TurnCompleted | TurnCorrected) & StoredEnvelope): TurnState {
  const { data } = event;
  return {
    outcome: data.outcome,
    latency: data.latency ?? {},
    at: data.ended_at ?? event.occurred_at ?? null,
    id: event.id,
    ...(event.type === 'turn.corrected' ? { corrected: event.position } : {}),
    ...(event.source?.adapter === REPORT_ADAPTER ? { reported: true as const } : {}),
    ...(event.source?.framework === 'patter' ? { summed: true as const } : {}),
  };
}

/** The turns that count: those that only a report told must be listed by the report in force. */
export function countedTurns(turns: Turns, listed: readonly number[] | null): TurnState[] {
  const wanted = listed === null ? null : new Set(listed);
  return Object.entries(turns).flatMap(([number, turn]) =>
    turn.reported && wanted && !wanted.has(Number(number)) ? [] : turn,
  );
}
