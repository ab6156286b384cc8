import type {
  CallEndedData,
  CallEvent,
  CallStartedData,
  CallStatusChangedData,
  CostRecordedData,
  EventSource,
  LatencyRecordedData,
  StoredEvent,
  TurnCompletedData,
} from '@callscope/call-events';

/** Some Tuesday, epoch ms: when the first event of every story happens. */
export const BEGINNING = 1_778_627_000_000;

/** What may be said of an event beside its data. */
export interface Told {
  readonly id?: string;
  /** Epoch ms; null when the producer told no time. */
  readonly at?: number | null;
  readonly source?: EventSource;
}

export type Teller<Data> = (callId: string, data?: Partial<Data>, told?: Told) => StoredEvent;

/**
 * Tells events as a log gives them back: each takes the next position and happens a second after the one before, and
 * was recorded the moment it happened. Builders fill in only what an event must have.
 */
export class Story {
  #position = 0;

  readonly initiated: Teller<CallStartedData> = (callId, data, told) =>
    this.#tell('call.initiated', callId, { direction: 'outbound', ...data }, told);

  readonly started: Teller<CallStartedData> = (callId, data, told) =>
    this.#tell('call.started', callId, { direction: 'inbound', ...data }, told);

  readonly status: Teller<CallStatusChangedData> = (callId, data, told) =>
    this.#tell('call.status_changed', callId, { status: 'ringing', ...data }, told);

  readonly turn: Teller<TurnCompletedData> = (callId, data, told) =>
    this.#tell('turn.completed', callId, { turn: 1, outcome: 'completed', ...data }, told);

  readonly corrected: Teller<TurnCompletedData> = (callId, data, told) =>
    this.#tell('turn.corrected', callId, { turn: 1, outcome: 'completed', ...data }, told);

  readonly latency: Teller<LatencyRecordedData> = (callId, data, told) =>
    this.#tell('latency.recorded', callId, { stage: 'response_ms', value_ms: 1, turn: 1, ...data }, told);

  readonly cost: Teller<CostRecordedData> = (callId, data, told) =>
    this.#tell(
      'cost.recorded',
      callId,
      { component: 'llm', amount_nano_usd: 1_000, basis: 'estimated', mode: 'delta', ...data },
      told,
    );

  readonly ended: Teller<CallEndedData> = (callId, data, told) => this.#tell('call.ended', callId, { ...data }, told);

  readonly note: Teller<object> = (callId, data, told) => this.#tell('custom.note', callId, { ...data }, told);

  /** Written by the service itself: `call.timed_out`, `call.hidden` and the like. */
  own(type: 'timed_out' | 'hidden' | 'unhidden' | 'erased', callId: string): StoredEvent {
    return this.#tell(`call.${type}`, callId, type === 'erased' ? { events: 1, subject: 'c0ffee' } : {});
  }

  /** Any event. */
  tell(type: CallEvent['type'], callId: string, data: object): StoredEvent {
    return this.#tell(type, callId, data);
  }

  #tell(type: CallEvent['type'], callId: string, data: CallEvent['data'], told: Told = {}): StoredEvent {
    this.#position += 1;
    const at = BEGINNING + this.#position * 1_000;
    return {
      id: told.id ?? `${callId}:${type}:${this.#position}`,
      type,
      v: 1,
      call_id: callId,
      ...(told.at === null ? {} : { occurred_at: told.at ?? at }),
      ...(told.source ? { source: told.source } : {}),
      data,
      position: this.#position,
      recorded_at: at,
    } as StoredEvent;
  }
}

/** The events as if they had been stored in this order: positions are given anew, nothing else changes. */
export function storedInThisOrder(events: readonly StoredEvent[]): StoredEvent[] {
  return events.map((event, index) => ({ ...event, position: index + 1 }));
}
