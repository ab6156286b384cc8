import type { StoredEvent, TurnCompletedData } from '@callscope/call-events';
import type { CallDetail, TranscriptEntry, Turn } from './call-detail';
import { type CallState, evolveCall } from './call-state';
import { reportedTranscript } from './reported-facts';
import { latencyOf } from './turns';
import { callRow, turnsOf } from './view';

/** Everything about one call from its own events, in log order; null when there are none. */
export function callDetail(events: readonly StoredEvent[]): CallDetail | null {
  const state = events.reduce<CallState | null>(evolveCall, null);
  if (!state) return null;
  const turns = turnDetails(state, events);
  const end = events.find((event) => event.position === state.end?.position);
  const report = end?.type === 'call.ended' ? end.data.report : undefined;
  const reported = report ? reportedTranscript(report) : [];
  return {
    call: callRow(state),
    turns,
    transcript: reported.length > 0 ? reported : turns.flatMap(spoken),
    position: state.position,
  };
}

/** The turns that count, by number, each as the event in force tells it. */
function turnDetails(state: CallState, events: readonly StoredEvent[]): Turn[] {
  const inForce = new Map(turnsOf(state).map((turn) => [turn.id, turn]));
  return events
    .flatMap((event) => {
      if (event.type !== 'turn.completed' && event.type !== 'turn.corrected') return [];
      const turn = inForce.get(event.id);
      return turn ? { ...turnOf(event.data, event.occurred_at ?? null, event.position), latency: latencyOf(turn) } : [];
    })
    .sort((a, b) => a.turn - b.turn);
}

function turnOf(data: TurnCompletedData, occurredAt: number | null, position: number): Omit<Turn, 'latency'> {
  return {
    turn: data.turn,
    outcome: data.outcome,
    user_text: data.user_text ?? null,
    agent_text: data.agent_text ?? null,
    started_at: data.started_at ?? null,
    ended_at: data.ended_at ?? occurredAt,
    position,
  };
}

/** A turn as the two utterances that it is made of. */
function spoken(turn: Turn): TranscriptEntry[] {
  const said = (role: string, text: string | null): TranscriptEntry[] =>
    text === null ? [] : [{ role, text, at: turn.ended_at }];
  return [...said('user', turn.user_text), ...said('agent', turn.agent_text)];
}
