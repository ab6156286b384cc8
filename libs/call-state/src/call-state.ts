import { isCustom, type NamedEvent, OWN_TYPES, type StoredEnvelope, type StoredEvent } from '@callscope/call-events';
import { type Costs, evolveCosts, dropReport } from './costs';
import { type End, evolveEnd } from './ends';
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

const CLOCK_TOLERANCE_MS = 60_000;

/** Takes one more event of the call into its state. Pure: no clock, no I/O; the state given is not changed. */
export function evolveCall(state: CallState | null, event: StoredEvent): CallState {
  const known = state ?? newCall(event);
  const next = {
    ...apply(known, event),
    position: event.position,
    last_recorded_at: event.recorded_at,
    first_fact_at: earlier(known.first_fact_at, event.occurred_at),
  };
  const ahead = (event.occurred_at ?? 0) - event.recorded_at > CLOCK_TOLERANCE_MS;
  return ahead && !next.clock_ahead ? { ...next, clock_ahead: true } : next;
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

function apply(state: CallState, event: StoredEvent): CallState {
  // What is told of a call that was given up takes it back; what the service itself notes about it does not.
  const known = state.timed_out && !OWN_TYPES.has(event.type) ? { ...state, timed_out: false } : state;
  return isCustom(event) ? known : applyNamed(known, event);
}

function applyNamed(state: CallState, event: NamedEvent & StoredEnvelope): CallState {
  switch (event.type) {
    case 'call.initiated':
      return {
        ...state,
        facts: evolveFacts(state.facts, event),
        initiated: tell(state.initiated, instants(event), tellingOf(event)),
        statuses: reached(state.statuses, 'initiated'),
      };
    case 'call.started':
      return {
        ...state,
        facts: evolveFacts(state.facts, event),
        started: tell(state.started, instants(event), tellingOf(event)),
        statuses: reached(state.statuses, 'in_progress'),
      };
    case 'call.status_changed': {
      const statuses = evolveStatuses(state.statuses, event);
      if (statuses.terminal === state.statuses.terminal) return { ...state, statuses };
      return { ...state, statuses, ended_by_status: { value: instants(event), ...tellingOf(event) } };
    }
    case 'turn.completed':
    case 'turn.corrected':
      return {
        ...state,
        turns: evolveTurns(state.turns, event),
        statuses: reached(state.statuses, 'in_progress'),
        last_fact_at: later(state.last_fact_at, event.occurred_at),
      };
    case 'turn.started':
      return { ...state, statuses: reached(state.statuses, 'in_progress') };
    case 'latency.recorded':
      return { ...state, turns: recordLatency(state.turns, event) };
    case 'call.timed_out':
      return { ...state, timed_out: true };
    case 'call.hidden':
      return { ...state, hidden: true };
    case 'call.unhidden':
      return { ...state, hidden: state.erased };
    case 'call.erased':
      return { ...state, hidden: true, erased: true };
    // Shown in the detail of a call, counted nowhere.
    case 'transcript.final':
    case 'usage.recorded':
    case 'tool.started':
    case 'tool.ended':
    case 'interruption.detected':
    case 'error.raised':
    case 'recording.available':
    case 'call.analyzed':
      return state;
    case 'cost.recorded':
      return {
        ...state,
        costs: evolveCosts(state.costs, event),
        last_fact_at: later(state.last_fact_at, event.occurred_at),
      };
    case 'call.ended': {
      const end = evolveEnd(state.end, event);
      if (end === state.end) return state;
      const former = state.end?.report?.id;
      const costs = former === undefined ? state.costs : dropReport(state.costs, former);
      return { ...state, facts: evolveFacts(state.facts, event), end, costs };
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
