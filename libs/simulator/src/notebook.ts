import type { EventSource } from '@callscope/call-events';
import type { SimulatedEvent, UndatedEvent } from './simulated-event';

type DataOf<T extends SimulatedEvent['type']> = Extract<SimulatedEvent, { type: T }>['data'];

/** Writes down what happens in one call. Every event gets an id of its own, that rises in the order of writing. */
export class Notebook {
  readonly #events: UndatedEvent[] = [];

  constructor(
    readonly callId: string,
    private readonly source: EventSource,
  ) {}

  /**
   * @param atMs when it happens, in ms since the call's first event.
   * @param toldMs when it is told, where that is later.
   */
  write<T extends SimulatedEvent['type']>(atMs: number, type: T, data: DataOf<T>, toldMs: number = atMs): void {
    const id = `${this.callId}:${String(this.#events.length + 1).padStart(4, '0')}`;
    const event = { id, type, v: 1, call_id: this.callId, occurred_at: atMs, source: this.source, data };
    this.#events.push({ toldMs, event: event as SimulatedEvent });
  }

  /** In the order in which they are told. */
  inOrder(): readonly UndatedEvent[] {
    return this.#events.toSorted((a, b) => a.toldMs - b.toldMs);
  }
}
