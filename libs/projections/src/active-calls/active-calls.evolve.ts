import { begunAt, callHead, type CallState } from '@callscope/call-state';
import type { ActiveCallsRow } from './active-calls.read-model';

/** A call is active from its first event until it has ended, and never again after. */
export function evolve(call: CallState | null): ActiveCallsRow | null {
  if (!call || call.hidden || !callHead(call).live) return null;
  return { begun_at: begunAt(call), last_recorded_at: call.last_recorded_at };
}
