import type { StoredEvent } from '@callscope/call-events';
import { type CallState, evolveCall, turnDetails } from '@callscope/call-state';
import type { EventLog } from '@callscope/event-log';
import type { LiveFrames } from './live-frames';

/** A turn that has changed, as it stands now; `position` of the newest event that touched it. */
export interface ChangedTurn {
  readonly position: number;
  readonly data: LiveFrames['turn'];
}

/** What is known of a call, as far as its turns hang on it. */
interface Followed {
  state: CallState;
  /** Those of its events that tell of turns. */
  readonly telling: StoredEvent[];
}

const TELLING: ReadonlySet<string> = new Set([
  'turn.started',
  'turn.completed',
  'turn.corrected',
  'latency.recorded',
  'interruption.detected',
]);

/** More come at once only from machines; a page that shows turns is told the rows of their calls all the same. */
const MOST_EVENTS = 2_000;
const CALLS_FOLLOWED = 100;

/** Turns as they change. Calls whose turns were told lately are followed on, so that their events are read once. */
export class LiveTurns {
  readonly #calls = new Map<string, Followed>();
  #position = 0;

  constructor(private readonly log: Pick<EventLog, 'read' | 'readCall'>) {}

  /** What events above `after` and up to `upTo` have done to turns that count, in order of position. */
  changed(after: number, upTo: number): ChangedTurn[] {
    if (after !== this.#position) this.#calls.clear();
    this.#position = upTo;
    const events = this.log.read(after, MOST_EVENTS).filter(({ position }) => position <= upTo);
    if (events.length === MOST_EVENTS) {
      this.#calls.clear();
      return [];
    }
    for (const event of events) this.#followOn(event);
    return [...touchedTurns(events)]
      .flatMap(([callId, touched]) => this.#turnsOf(callId, touched, upTo))
      .sort((a, b) => a.position - b.position);
  }

  #followOn(event: StoredEvent): void {
    const call = this.#calls.get(event.call_id);
    if (!call) return;
    call.state = evolveCall(call.state, event);
    if (TELLING.has(event.type)) call.telling.push(event);
  }

  #turnsOf(callId: string, touched: ReadonlyMap<number, number>, upTo: number): ChangedTurn[] {
    const call = this.#calls.get(callId) ?? this.#begin(callId, upTo);
    if (!call || call.state.hidden) return [];
    return turnDetails(call.state, call.telling).flatMap((turn) => {
      const position = touched.get(turn.turn);
      return position === undefined ? [] : [{ position, data: { call_id: callId, ...turn } }];
    });
  }

  #begin(callId: string, upTo: number): Followed | null {
    const events = this.log.readCall(callId).filter(({ position }) => position <= upTo);
    const state = events.reduce<CallState | null>(evolveCall, null);
    if (!state) return null;
    const call = { state, telling: events.filter(({ type }) => TELLING.has(type)) };
    if (this.#calls.size >= CALLS_FOLLOWED) this.#calls.clear();
    this.#calls.set(callId, call);
    return call;
  }
}

/** By call: the turns that events tell of, with the position of the last of them. */
function touchedTurns(events: readonly StoredEvent[]): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const calls = new Map<string, Map<number, number>>();
  for (const { type, call_id: callId, data, position } of events) {
    const turn = TELLING.has(type) && 'turn' in data ? data.turn : undefined;
    if (typeof turn !== 'number') continue;
    const touched = calls.get(callId) ?? new Map<number, number>();
    touched.set(turn, position);
    calls.set(callId, touched);
  }
  return calls;
}
