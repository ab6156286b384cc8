import { isCustom, type NamedEvent, OWN_TYPES, type StoredEnvelope, type StoredEvent } from '@callscope/call-events';
import { type Costs, evolveCosts, dropReport } from './costs';
import { type End, evolveEnd } from './ends';
import { erased } from './erasing';
import { evolveFacts, type Facts } from './facts';
import { evolveStatuses, reached, type Statuses } from './statuses';
import { tell, tellingOf, type Told } from './told';
import { evolveTurns, recordLatency, type Turns } from './turns';

/**
 * All that the events of one call have made of it: plain JSON, enough to go on from, and the source of every view.
 * The same events give the same state in every order, except where events.md says that the last stored one decides.
 */
export interface CallState {
  readonly call_id: string;
  readonly facts: Facts;
  readonly statuses: Statuses;
  readonly initiated?: Told<Instants>;
  readonly started?: Told<Instants>;
  readonly ended_by_status?: Told<Instants>;
  readonly end: End | null;
  readonly turns: Turns;
  readonly costs: Costs;
  /** Newest `occurred_at` of a turn or cost. */
  readonly last_fact_at: number | null;
  /** An event claimed to have happened more than 60 s after we recorded it. */
  readonly clock_ahead: boolean;
  /** Given up by the service, and nothing was told since. */
  readonly timed_out: boolean;
  /** In no list and no total. The last stored word decides. */
  readonly hidden: boolean;
  readonly erased: boolean;
  /** Earliest `occurred_at` of all its events. */
  readonly first_fact_at: number | null;
  readonly first_recorded_at: number;
  readonly last_recorded_at: number;
  readonly position: number;
}

/** When something happened by the producer's clock (null: not said), and when we heard of it. Epoch ms. */
export interface Instants {
  readonly occurred_at: number | null;
  readonly recorded_at: number;
}

/** The next state while it is put together. */
type Changing = { -readonly [K in keyof CallState]: CallState[K] };

const CLOCK_TOLERANCE_MS = 60_000;

/** Takes one more event of the call into its state. Pure: no clock, no I/O; the state given is not changed. */
export function evolveCall(state: CallState | null, event: StoredEvent): CallState {
  const known = state ?? newCall(event);
  const ahead = (event.occurred_at ?? 0) - event.recorded_at > CLOCK_TOLERANCE_MS;
  const next: Changing = {
    ...known,
    // What is told of a call that was given up takes it back; what the service itself notes about it does not.
    timed_out: event.type === 'call.timed_out' || (known.timed_out && OWN_TYPES.has(event.type)),
    clock_ahead: known.clock_ahead || ahead,
    first_fact_at: earlier(known.first_fact_at, event.occurred_at),
    last_recorded_at: event.recorded_at,
    position: event.position,
  };
  if (!isCustom(event)) change(next, event);
  return next.erased ? { ...next, ...erased(next) } : next;
}

function newCall(event: StoredEvent): CallState {
  return {
    call_id: event.call_id,
    facts: {},
    statuses: { progress: 0 },
    end: null,
    turns: {},
    costs: {},
    last_fact_at: null,
    clock_ahead: false,
    timed_out: false,
    hidden: false,
    erased: false,
    first_fact_at: null,
    first_recorded_at: event.recorded_at,
    last_recorded_at: event.recorded_at,
    position: event.position,
  };
}

/** Makes of the parts of a call what the event does, beside what every event does; no part itself is changed. */
function change(state: Changing, event: NamedEvent & StoredEnvelope): void {
  switch (event.type) {
    case 'call.initiated':
      state.facts = evolveFacts(state.facts, event);
      state.initiated = tell(state.initiated, instants(event), tellingOf(event));
      state.statuses = reached(state.statuses, 'initiated');
      break;
    case 'call.started':
      state.facts = evolveFacts(state.facts, event);
      state.started = tell(state.started, instants(event), tellingOf(event));
      state.statuses = reached(state.statuses, 'in_progress');
      break;
    case 'call.status_changed': {
      const { terminal } = state.statuses;
      state.statuses = evolveStatuses(state.statuses, event);
      if (state.statuses.terminal !== terminal) {
        state.ended_by_status = { value: instants(event), ...tellingOf(event) };
      }
      break;
    }
    case 'turn.completed':
    case 'turn.corrected':
      state.turns = evolveTurns(state.turns, event);
      state.statuses = reached(state.statuses, 'in_progress');
      state.last_fact_at = later(state.last_fact_at, event.occurred_at);
      break;
    case 'turn.started':
      state.statuses = reached(state.statuses, 'in_progress');
      break;
    case 'latency.recorded':
      state.turns = recordLatency(state.turns, event);
      break;
    case 'call.hidden':
      state.hidden = true;
      break;
    case 'call.unhidden':
      state.hidden = state.erased;
      break;
    case 'call.erased':
      state.hidden = true;
      state.erased = true;
      break;
    // Of a giving up `evolveCall` takes note; the others are shown in the detail of a call, and counted nowhere.
    case 'call.timed_out':
    case 'transcript.final':
    case 'usage.recorded':
    case 'tool.started':
    case 'tool.ended':
    case 'interruption.detected':
    case 'error.raised':
    case 'recording.available':
    case 'call.analyzed':
      break;
    case 'cost.recorded':
      state.costs = evolveCosts(state.costs, event);
      state.last_fact_at = later(state.last_fact_at, event.occurred_at);
      break;
    case 'call.ended': {
      const end = evolveEnd(state.end, event);
      if (end === state.end) break;
      const former = state.end?.report?.id;
      // A report that is told again under another id is still the one that its costs belong to.
      if (former !== undefined && former !== end.report?.id) state.costs = dropReport(state.costs, former);
      // One that tells no more than the reason or the duration of another brings no report into force.
      if (end.position === event.position) state.facts = evolveFacts(state.facts, event);
      state.end = end;
      break;
    }
  }
}

function instants(event: StoredEvent): Instants {
  return { occurred_at: event.occurred_at ?? null, recorded_at: event.recorded_at };
}

function earlier(known: number | null, at: number | undefined): number | null {
  return at === undefined ? known : Math.min(known ?? at, at);
}

function later(known: number | null, at: number | undefined): number | null {
  return at === undefined ? known : Math.max(known ?? at, at);
}
