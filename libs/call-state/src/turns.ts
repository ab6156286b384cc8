import type {
  LatencyRecorded,
  LatencyStage,
  LatencyStages,
  StoredEnvelope,
  TurnCompleted,
  TurnCorrected,
  TurnOutcome,
} from '@callscope/call-events';
import { outranks, tell, tellingOf, type Told } from './told';

/** One turn as far as it is counted: no words, only what was measured. */
export interface TurnState {
  /** Null while only single latencies of the turn are known. */
  readonly outcome: TurnOutcome | null;
  /** What the turn itself told. What counts is `latencyOf`. */
  readonly told: LatencyStages;
  /** Latencies recorded apart from the turn: they stand where the turn tells nothing. */
  readonly recorded?: Readonly<Partial<Record<LatencyStage, Told<number>>>>;
  /** End of the turn, epoch ms: its `ended_at`, else when it was told. */
  readonly at: number | null;
  /** When its event happened: which of two tellings is in force. */
  readonly told_at: number | null;
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

const UNTOLD: TurnState = { outcome: null, told: {}, at: null, told_at: null, id: '' };

type TurnEvent = (TurnCompleted | TurnCorrected) & StoredEnvelope;

export function evolveTurns(turns: Turns, event: TurnEvent): Turns {
  const known = turns[event.data.turn];
  const next = turnOf(event);
  if (!known) return withTurn(turns, event.data.turn, next);
  const winner = replaces(known, next) ? next : known;
  const { reported, ...told } = winner;
  const merged: TurnState = {
    ...told,
    ...(reported && (known.outcome === null || known.reported) && next.reported ? { reported } : {}),
    ...(known.recorded ? { recorded: known.recorded } : {}),
  };
  return winner === known && merged.reported === known.reported ? turns : withTurn(turns, event.data.turn, merged);
}

/** By assignment: a name that is worked out within the braces takes longer. */
function withTurn(turns: Turns, number: number, turn: TurnState): Turns {
  const next: Record<string, TurnState> = { ...turns };
  next[number] = turn;
  return next;
}

/** A latency told apart from its turn, before or after it. Without a turn it belongs to none and is not counted. */
export function recordLatency(turns: Turns, event: LatencyRecorded & StoredEnvelope): Turns {
  const { turn, stage, value_ms: value } = event.data;
  if (turn === undefined) return turns;
  const known = turns[turn] ?? UNTOLD;
  const before = known.recorded?.[stage];
  const after = tell(before, value, tellingOf(event));
  if (after === before) return turns;
  return { ...turns, [turn]: { ...known, recorded: { ...known.recorded, [stage]: after } } };
}

/** The latencies of a turn that count, in ms. */
export function latencyOf(turn: TurnState): LatencyStages {
  if (!turn.recorded) return turn.told;
  const recorded = Object.entries(turn.recorded).map(([stage, { value }]) => [stage, value]);
  return { ...(Object.fromEntries(recorded) as LatencyStages), ...turn.told };
}

/** The turns that count: those that only a report told must be listed by the report in force. */
export function countedTurns(turns: Turns, listed: readonly number[] | null): TurnState[] {
  const told = (turn: TurnState | undefined): turn is TurnState => turn !== undefined && turn.outcome !== null;
  if (listed === null) return Object.values(turns).filter(told);
  const wanted = new Set(listed);
  const numbers = Object.keys(turns).filter((number) => !turns[number]?.reported || wanted.has(Number(number)));
  return numbers.map((number) => turns[number]).filter(told);
}

/** A correction beats what it corrects, a later one an earlier one; two first tellings: later end, then greater id. */
function replaces(known: TurnState, next: TurnState): boolean {
  if (known.outcome === null) return true;
  if (next.corrected !== undefined || known.corrected !== undefined) {
    return (next.corrected ?? 0) > (known.corrected ?? 0);
  }
  return outranks({ rank: 0, at: next.told_at, id: next.id }, { rank: 0, at: known.told_at, id: known.id });
}

function turnOf(event: TurnEvent): TurnState {
  const { data } = event;
  const turn: { -readonly [K in keyof TurnState]: TurnState[K] } = {
    outcome: data.outcome,
    told: data.latency ?? {},
    at: data.ended_at ?? event.occurred_at ?? null,
    told_at: event.occurred_at ?? null,
    id: event.id,
  };
  if (event.type === 'turn.corrected') turn.corrected = event.position;
  if (event.source?.framework === 'patter') turn.summed = true;
  if (event.source?.adapter === REPORT_ADAPTER) turn.reported = true;
  return turn;
}
