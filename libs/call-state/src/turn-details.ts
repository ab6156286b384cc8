import type { StoredEnvelope, StoredEvent, TurnCompleted, TurnCorrected } from '@callscope/call-events';
import type { Turn } from './call-detail';
import type { CallState } from './call-state';
import { tell, tellingOf, type Told } from './told';
import { latencyOf, type TurnState } from './turns';
import { turnsOf } from './view';

/** What other events than its own tell of a turn, by its number. */
interface Beside {
  readonly begun: ReadonlyMap<number, Told<number>>;
  readonly interruptions: ReadonlyMap<number, number>;
}

/** The turns that count, by number, each as the event in force tells it. */
export function turnDetails(state: CallState, events: readonly StoredEvent[]): Turn[] {
  const inForce = new Map(turnsOf(state).map((turn) => [turn.id, turn]));
  const beside = besideTurns(events);
  const turns: Turn[] = [];
  for (const event of events) {
    if (event.type !== 'turn.completed' && event.type !== 'turn.corrected') continue;
    const turn = inForce.get(event.id);
    if (turn) turns.push(turnDetail(event, turn, beside));
  }
  return turns.sort((a, b) => a.turn - b.turn);
}

type TurnEvent = (TurnCompleted | TurnCorrected) & StoredEnvelope;

// Put together field by field: a call may have hundreds of turns, and copying objects into one another takes longer.
function turnDetail(event: TurnEvent, inForce: TurnState, beside: Beside): Turn {
  const { data } = event;
  const detail: { -readonly [K in keyof Turn]: Turn[K] } = {
    turn: data.turn,
    outcome: data.outcome,
    user_text: data.user_text ?? null,
    agent_text: data.agent_text ?? null,
    latency: latencyOf(inForce),
    started_at: data.started_at ?? beside.begun.get(data.turn)?.value ?? null,
    ended_at: data.ended_at ?? event.occurred_at ?? null,
    position: event.position,
  };
  if (data.stt_audio_ms !== undefined) detail.stt_audio_ms = data.stt_audio_ms;
  if (data.tts_characters !== undefined) detail.tts_characters = data.tts_characters;
  const interruptions = beside.interruptions.get(data.turn);
  if (interruptions !== undefined) detail.interruptions = interruptions;
  return detail;
}

/** `turn.started` counts by the producer's clock alone: it stands where the turn itself tells no beginning. */
function besideTurns(events: readonly StoredEvent[]): Beside {
  const begun = new Map<number, Told<number>>();
  const interruptions = new Map<number, number>();
  for (const event of events) {
    if (event.type === 'turn.started' && event.occurred_at !== undefined) {
      const { turn } = event.data;
      begun.set(turn, tell(begun.get(turn), event.occurred_at, tellingOf(event)));
    } else if (event.type === 'interruption.detected' && event.data.turn !== undefined) {
      interruptions.set(event.data.turn, (interruptions.get(event.data.turn) ?? 0) + 1);
    }
  }
  return { begun, interruptions };
}
