import { type CallTimedOut, currentVersion } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import type { ActiveCallsQueries, Remote } from '@callscope/projections';

/** What the reaper needs of the house. */
export interface ReaperParts {
  readonly log: Pick<EventLog, 'append'>;
  readonly activeCalls: Pick<Remote<ActiveCallsQueries>, 'silentSince'>;
  /** A call of which nothing was recorded for so long, by our own clock, is given up; in ms. */
  readonly timeoutMs: number;
  /** When this service began, epoch ms: what was not told while it was down is no silence of the call. */
  readonly startedAt: number;
}

const AT_ONCE = 500;

/**
 * Gives up the calls that have been silent for too long, each by one event of its own. The id names the last event
 * that the call had, so that a second look does not give it up twice, and a call that went on can be given up anew.
 * Answers how many.
 */
export async function reap({ log, activeCalls, timeoutMs, startedAt }: ReaperParts, now: number): Promise<number> {
  if (now - startedAt < timeoutMs) return 0;
  const silent = await activeCalls.silentSince(now - timeoutMs, AT_ONCE);
  if (silent.length === 0) return 0;
  const outcomes = await log.append(silent.map(({ callId, position }) => timedOut(callId, position)));
  return outcomes.filter(({ outcome }) => outcome === 'accepted').length;
}

function timedOut(callId: string, position: number): CallTimedOut {
  return {
    id: `callscope:${callId}:timed_out:${position}`,
    type: 'call.timed_out',
    v: currentVersion('call.timed_out'),
    call_id: callId,
    source: { framework: 'callscope', adapter: 'reaper' },
    data: {},
  };
}
