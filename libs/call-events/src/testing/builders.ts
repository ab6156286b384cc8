import type {
  CallEnded,
  CallErased,
  CallEvent,
  CallHidden,
  CallInitiated,
  CallStarted,
  CallStatusChanged,
  CallTimedOut,
  CallUnhidden,
  CostRecorded,
  Custom,
  ErrorRaised,
  InterruptionDetected,
  LatencyRecorded,
  RecordingAvailable,
  StoredEvent,
  ToolEnded,
  ToolStarted,
  TranscriptFinal,
  TurnCompleted,
  TurnCorrected,
  TurnStarted,
} from '../events';

/** 13 May 2026, 00:00 UTC: where the time of a spec begins, in epoch ms. */
export const T0 = Date.UTC(2026, 4, 13);

/** What a spec may say of an event beside its data; the rest is filled in. */
export type EnvelopeOf<E extends CallEvent> = Partial<Pick<E, 'id' | 'call_id' | 'occurred_at' | 'source'>>;

type Builder<E extends CallEvent> = (data?: Partial<E['data']>, envelope?: EnvelopeOf<E>) => E;

let built = 0;

function builder<E extends CallEvent>(type: E['type'], initial: E['data']): Builder<E> {
  return (data = {}, envelope = {}) => {
    const id = `event-${String((built += 1)).padStart(6, '0')}`;
    return { id, type, v: 1, call_id: 'call-1', ...envelope, data: { ...initial, ...data } } as E;
  };
}

// Each says as little as an event of its type may say. Ids rise in the order of building; no event tells a time.
export const aCallInitiated = builder<CallInitiated>('call.initiated', { direction: 'unknown' });
export const aCallStarted = builder<CallStarted>('call.started', { direction: 'unknown' });
export const aStatus = builder<CallStatusChanged>('call.status_changed', { status: 'ringing' });
export const aTurn = builder<TurnCompleted>('turn.completed', { turn: 0, outcome: 'completed' });
export const aTurnCorrected = builder<TurnCorrected>('turn.corrected', { turn: 0, outcome: 'completed' });
export const aCost = builder<CostRecorded>('cost.recorded', {
  component: 'llm',
  amount_nano_usd: 0,
  basis: 'estimated',
  mode: 'final',
});
export const anEnd = builder<CallEnded>('call.ended', {});
export const aTurnStarted = builder<TurnStarted>('turn.started', { turn: 0 });
export const aLatency = builder<LatencyRecorded>('latency.recorded', { stage: 'response_ms', value_ms: 0 });
export const aFinal = builder<TranscriptFinal>('transcript.final', { role: 'user', text: 'Hello?' });
export const aToolStart = builder<ToolStarted>('tool.started', { tool_call_id: 't1', name: 'find_slot' });
export const aToolEnd = builder<ToolEnded>('tool.ended', { tool_call_id: 't1', status: 'ok' });
export const anInterruption = builder<InterruptionDetected>('interruption.detected', { kind: 'barge_in' });
export const anError = builder<ErrorRaised>('error.raised', { message: 'no token within 5 s' });
export const aRecording = builder<RecordingAvailable>('recording.available', {});
export const aNote = builder<Custom>('custom.note', {});
export const aTimeout = builder<CallTimedOut>('call.timed_out', {});
export const aHiding = builder<CallHidden>('call.hidden', {});
export const anUnhiding = builder<CallUnhidden>('call.unhidden', {});
export const anErasure = builder<CallErased>('call.erased', { events: 0, subject: '' });

/** The events as a log gives them back that took them in this order, all at one moment. */
export function stored(
  events: readonly CallEvent[],
  { after = 0, recordedAt = T0 }: { after?: number; recordedAt?: number } = {},
): StoredEvent[] {
  return events.map((event, index) => ({ ...event, position: after + index + 1, recorded_at: recordedAt }));
}
