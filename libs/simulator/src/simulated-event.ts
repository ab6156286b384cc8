import type {
  CallErased,
  CallHidden,
  CallTimedOut,
  CallUnhidden,
  EventEnvelope,
  NamedEvent,
  TranscriptPartialData,
} from '@callscope/call-events';

/** Words in passing: told, but never stored. */
export type PartialWords = EventEnvelope<'transcript.partial', TranscriptPartialData>;

/** An event as a producer may tell it. */
export type SimulatedEvent = Exclude<NamedEvent, CallTimedOut | CallHidden | CallUnhidden | CallErased> | PartialWords;

/** An event of a call that has no date yet: every instant in it is in ms since the call's first event. */
export interface UndatedEvent {
  /** When it is told, in the same ms; never before it happens. */
  readonly toldMs: number;
  readonly event: SimulatedEvent;
}

/** The event of a call that began at this time (epoch ms). */
export function dated<E extends SimulatedEvent>(event: E, beganAt: number): E {
  const data: Record<string, unknown> = { ...event.data };
  for (const field of ['started_at', 'ended_at'] as const) {
    const value = data[field];
    if (typeof value === 'number') data[field] = beganAt + value;
  }
  return { ...event, occurred_at: beganAt + (event.occurred_at ?? 0), data };
}
