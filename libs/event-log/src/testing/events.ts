import type { CallEnded, CallEndedData, CallEvent, TurnCompleted, TurnCompletedData } from '@callscope/call-events';
import type { AppendOutcome, EventLog } from '../event-log';

/** A turn of a call, with the words that were said in it. Its id is made of the call and the number. */
export function aTurn(callId: string, turn: number, data: Partial<TurnCompletedData> = {}): TurnCompleted {
  return {
    id: `${callId}:turn:${turn}`,
    type: 'turn.completed',
    v: 1,
    call_id: callId,
    data: { turn, user_text: `question ${turn}`, outcome: 'completed', ...data },
  };
}

/** The turns `from` up to and including `to` of a call. */
export function turns(callId: string, from: number, to: number): TurnCompleted[] {
  return Array.from({ length: to - from + 1 }, (_, index) => aTurn(callId, from + index));
}

export function anEnd(callId: string, data: CallEndedData = {}): CallEnded {
  return { id: `${callId}:ended`, type: 'call.ended', v: 1, call_id: callId, data };
}

export function positionsOf(outcomes: readonly { readonly position: number }[]): number[] {
  return outcomes.map(({ position }) => position);
}

export function idsOf(events: readonly CallEvent[]): string[] {
  return events.map(({ id }) => id);
}

/** Appends one event. */
export async function appendOne(log: EventLog, event: CallEvent): Promise<AppendOutcome> {
  const [outcome] = await log.append([event]);
  return outcome!;
}

/** All that the log holds, read in pages. */
export function everything(log: EventLog): ReturnType<EventLog['read']> {
  return log.read(0, Number.MAX_SAFE_INTEGER);
}
