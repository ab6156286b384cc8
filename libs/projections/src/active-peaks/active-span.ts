import { begunAt, callHead, type CallState } from '@callscope/call-state';

/** Seconds since 1970: a call is active from the one up to, not including, the other. Null: it still is. */
export interface ActiveSpan {
  readonly from: number;
  readonly to: number | null;
}

/**
 * When a call is active, on the grid of whole seconds: from the second in which it began until the one in which it
 * ended, and for one at least, since there is no call that never was. It begins when it is initiated, and not only when
 * it is answered: a ringing call is active. Of a call that was given up nobody knows the end: it was active until its
 * last turn or cost. Null for one that counts nowhere.
 */
export function activeSpan(call: CallState | null): ActiveSpan | null {
  if (!call || call.hidden) return null;
  const { live, initiated_at: initiated, ended_at: ended } = callHead(call);
  const begun = begunAt(call);
  const from = secondOf(initiated === null ? begun : Math.min(initiated, begun));
  if (live) return { from, to: null };
  return { from, to: Math.max(from + 1, secondOf(ended ?? call.last_fact_at ?? begun)) };
}

function secondOf(instant: number): number {
  return Math.floor(instant / 1_000);
}
