import type { CallRow } from './call-row';
import type { CallState } from './call-state';
import { Lately } from './remembered';
import { isTerminal, settledStatus } from './statuses';
import { type Timing, timingOf } from './timing';

/** What a call is and how it stands, without its figures: all that most readers of a change need. */
export type CallHead = Pick<
  CallRow,
  'call_id' | 'status' | 'live' | 'direction' | 'from' | 'to' | 'carrier' | 'mode' | 'agent' | 'providers'
> &
  Timing;

const HEADS = new Lately<CallState, CallHead>();

export function callHead(state: CallState): CallHead {
  return HEADS.of(state, makeHead, hasSameHead);
}

/** Most events of a call change nothing that its head is made of, and then each part is the very same object. */
function hasSameHead(a: CallState, b: CallState): boolean {
  return (
    a.call_id === b.call_id &&
    a.facts === b.facts &&
    a.statuses === b.statuses &&
    a.initiated === b.initiated &&
    a.started === b.started &&
    a.ended_by_status === b.ended_by_status &&
    a.end === b.end &&
    a.timed_out === b.timed_out
  );
}

function makeHead(state: CallState): CallHead {
  const status = statusOf(state);
  const live = !isTerminal(status);
  const { facts } = state;
  const timing = timingOf(state, !live);
  return {
    call_id: state.call_id,
    status,
    live,
    direction: facts.direction?.value ?? 'unknown',
    from: (facts.from ?? facts.masked_from)?.value ?? null,
    to: (facts.to ?? facts.masked_to)?.value ?? null,
    carrier: facts.carrier?.value ?? null,
    mode: facts.mode?.value ?? null,
    agent: facts.agent?.value ?? null,
    providers: facts.providers?.value ?? null,
    initiated_at: timing.initiated_at,
    started_at: timing.started_at,
    ended_at: timing.ended_at,
    duration_ms: timing.duration_ms,
    negative: timing.negative,
  };
}

/** A call that was given up is timed out only as long as nothing else says that it has ended. */
function statusOf(state: CallState): CallRow['status'] {
  const status = settledStatus(state.statuses, state.end);
  return state.timed_out && !isTerminal(status) ? 'timed_out' : status;
}

/** When a call began, epoch ms: the best that is known. Every call has it, so every call has its place in time. */
export function begunAt(state: CallState): number {
  const { started_at: started, initiated_at: initiated } = callHead(state);
  return started ?? initiated ?? state.first_fact_at ?? state.first_recorded_at;
}

/** What names the agent of a call in filters and groups: its id, else its name; null when neither is known. */
export function agentKeyOf(state: CallState): string | null {
  const { agent } = callHead(state);
  return agent?.id ?? agent?.name ?? null;
}
