import { callHead, type CallState } from '@callscope/call-state';
import type { ActiveCallsRow } from './active-calls.read-model';

/** A call is active from its first event until it has ended, and never again after. */
export function evolve(call: CallState | null): ActiveCallsRow | null {
  return call && !call.hidden && callHead(call).live ? call : null;
}
