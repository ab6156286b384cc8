import { OWN_TYPES, type StoredEvent } from '@callscope/call-events';
import { type CallState, evolveCall, openTurn, turnDetails, turnOpenedBy } from '@callscope/call-state';
import type { EventLog } from '@callscope/event-log';
import type { LiveFrames } from './live-frames';

/** A turn that has changed, as it stands now; `position` of the newest event that touched it. */
type Changed<Name extends 'turn' | 'open_turn'> = {
  readonly event: Name;
  readonly position: number;
  readonly data: LiveFrames[Name];
};
/** One that is over, or the one that goes on. */
export type ChangedTurn = Changed<'turn'> | Changed<'open_turn'>;

/** Turns by number, with the position of the last event that told of each. */
type Touched = ReadonlyMap<number, number>;
const NONE: Touched = new Map();

/** What is known of a call, as far as its turns hang on it. */
interface Followed {
  state: CallState;
  /** Those of its events that tell of turns. */
  readonly telling: StoredEvent[];
  /** Position of the event that brought it back last, from hiding or a time-out; 0 when none has. */
  backAt: number;
}

/** The events of one round are those above `after` and up to `upTo`. */
interface Round {
  readonly after: number;
  readonly upTo: number;
}

/** What tells of turns that are over. */
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

/** Turns as they change, those that are over and the one that goes on. Calls whose turns were told lately are followed on, so that their events are read once. */
export class LiveTurns {
  readonly #calls = new Map<string, Followed>();
  #position = 0;

  constructor(private readonly log: Pick<EventLog, 'read' | 'readCall' | 'firstPosition'>) {}

  /**
   * What events above `after` and up to `upTo` have done to turns, in order of position. Of a call that they have brought
   * back the turn that goes on is told as well: who follows it was not told of it meanwhile.
   */
  changed(after: number, upTo: number): ChangedTurn[] {
    if (after !== this.#position) this.#calls.clear();
    this.#position = upTo;
    const events = this.log.read(after, MOST_EVENTS).filter(({ position }) => position <= upTo);
    // Large events come in fewer than that.
    if (events.length === MOST_EVENTS || (events.at(-1)?.position ?? upTo) < upTo) {
      this.#calls.clear();
      return [];
    }
    for (const event of events) {
      const call = this.#calls.get(event.call_id);
      if (call) followOn(call, event);
    }
    const over = touchedTurns(events, (event) =>
      TELLING.has(event.type) && 'turn' in event.data ? event.data.turn : undefined,
    );
    const open = touchedTurns(events, turnOpenedBy);
    const round = { after, upTo };
    const touched = new Set([...over.keys(), ...open.keys()]);
    const others = events.filter((event) => !touched.has(event.call_id));
    return [...new Set([...touched, ...this.#maybeBack(others)])]
      .flatMap((callId) => this.#turnsOf(callId, over.get(callId) ?? NONE, open.get(callId) ?? NONE, round))
      .sort((a, b) => a.position - b.position);
  }

  /** Calls that these events may have brought back: of most the log knows that they were never given up. */
  #maybeBack(events: readonly StoredEvent[]): string[] {
    const shownAgain = events.filter(({ type }) => type === 'call.unhidden').map((event) => event.call_id);
    const toldOf = new Set(events.filter(({ type }) => !OWN_TYPES.has(type)).map((event) => event.call_id));
    const takenBack = [...toldOf].filter((callId) => {
      return this.#calls.has(callId) || this.log.firstPosition(callId, 'call.timed_out') !== null;
    });
    return [...shownAgain, ...takenBack];
  }

  #turnsOf(callId: string, over: Touched, open: Touched, { after, upTo }: Round): ChangedTurn[] {
    const call = this.#calls.get(callId) ?? this.#begin(callId, upTo);
    if (!call || call.state.hidden) return [];
    // To list the turns takes longest, and most of what is told is of one that goes on.
    const isTold = [...over.keys()].some((turn) => call.state.turns[turn]?.outcome);
    const told = isTold ? turnDetails(call.state, call.telling) : [];
    const changed = told.flatMap((turn): ChangedTurn[] => {
      const position = over.get(turn.turn);
      return position === undefined ? [] : [{ event: 'turn', position, data: { call_id: callId, ...turn } }];
    });
    const backAt = call.backAt > after ? call.backAt : 0;
    const goesOn = open.size === 0 && backAt === 0 ? null : openTurn(call.state, call.telling);
    const position = goesOn === null ? 0 : Math.max(open.get(goesOn.turn) ?? 0, backAt);
    if (goesOn === null || position === 0) return changed;
    return [...changed, { event: 'open_turn', position, data: { call_id: callId, ...goesOn } }];
  }

  #begin(callId: string, upTo: number): Followed | null {
    const events = this.log.readCall(callId).filter(({ position }) => position <= upTo);
    const [first, ...later] = events;
    if (!first) return null;
    const call = { state: evolveCall(null, first), telling: tellsOfTurns(first) ? [first] : [], backAt: 0 };
    for (const event of later) followOn(call, event);
    if (this.#calls.size >= CALLS_FOLLOWED) this.#calls.clear();
    this.#calls.set(callId, call);
    return call;
  }
}

function followOn(call: Followed, event: StoredEvent): void {
  const wasAway = isAway(call.state);
  call.state = evolveCall(call.state, event);
  if (wasAway && !isAway(call.state)) call.backAt = event.position;
  if (tellsOfTurns(event)) call.telling.push(event);
}

/** Shown to nobody, or as one that is over, until an event says otherwise; an end that was told is never taken back. */
function isAway({ hidden, timed_out: timedOut }: CallState): boolean {
  return hidden || timedOut;
}

function tellsOfTurns(event: StoredEvent): boolean {
  return TELLING.has(event.type) || turnOpenedBy(event) !== undefined;
}

/** By call: the turns that events tell of, with the position of the last of them. */
function touchedTurns(
  events: readonly StoredEvent[],
  turnOf: (event: StoredEvent) => unknown,
): ReadonlyMap<string, Touched> {
  const calls = new Map<string, Map<number, number>>();
  for (const event of events) {
    const turn = turnOf(event);
    if (typeof turn !== 'number') continue;
    const touched = calls.get(event.call_id) ?? new Map<number, number>();
    touched.set(turn, event.position);
    calls.set(event.call_id, touched);
  }
  return calls;
}
