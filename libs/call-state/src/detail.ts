import type { StoredEvent } from '@callscope/call-events';
import type { CallDetail, TranscriptEntry } from './call-detail';
import { type CallState, evolveCall } from './call-state';
import { happenings } from './happenings';
import { openTurn } from './open-turn';
import { reportedTranscript } from './reported-facts';
import { toolCalls } from './tool-calls';
import { transcriptOf } from './transcript';
import { turnDetails } from './turn-details';
import { callRow } from './view';

/**
 * Everything about one call from its own events, in log order, as it stood at position `at`: later events are not taken
 * in. Null where there are none.
 */
export function callDetail(events: readonly StoredEvent[], at = Infinity): CallDetail | null {
  const until = events.filter(({ position }) => position <= at);
  const state = until.reduce<CallState | null>(evolveCall, null);
  if (!state) return null;
  const turns = turnDetails(state, until);
  return {
    call: callRow(state),
    turns,
    open_turn: openTurn(state, until),
    transcript: transcriptOf({ events: until, turns, reported: reportInForce(state, until) }),
    tools: toolCalls(until),
    ...happenings(until),
    position: state.position,
  };
}

/** The transcript that the end in force reports; empty when it reports none. */
function reportInForce(state: CallState, events: readonly StoredEvent[]): TranscriptEntry[] {
  const end = events.find((event) => event.position === state.end?.position);
  const report = end?.type === 'call.ended' ? end.data.report : undefined;
  return report ? reportedTranscript(report) : [];
}
