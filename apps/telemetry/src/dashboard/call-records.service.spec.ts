import type { StoredEvent } from '@callscope/call-events';
import { type CallState, evolveCall } from '@callscope/call-state';
import type { EventLog } from '@callscope/event-log';
import type { ActiveCallsQueries, CallsQueries, Remote } from '@callscope/projections';
import { aCallStarted, anEnd, stored } from '../../../../libs/call-events/src/testing';
import { CallRecords } from './call-records.service';

const callIds = Array.from({ length: 20 }, (_, i) => `call-${i}`);

/** Whether somebody else had a turn, as of each moment of reading. */
let seen: boolean[];

beforeEach(() => {
  seen = [];
});

/** Records of calls of such events, from a log that takes its time, as it does over large reports. */
function records(eventsOf: (callId: string) => StoredEvent[]): CallRecords {
  const all = callIds.map(eventsOf);
  const states = all.map((events) => events.reduce<CallState | null>(evolveCall, null));
  let isTurnOver = false;
  const holdUp = <T>(answer: T): T => {
    const until = performance.now() + 2;
    while (performance.now() < until) seen.push(isTurnOver);
    return answer;
  };
  const answered = <T>(answer: T): Promise<T> => {
    setImmediate(() => (isTurnOver = true));
    return Promise.resolve(answer);
  };
  return new CallRecords(
    {
      readAt: () => holdUp(all[0]?.at(-1) ?? null),
      readCall: (callId: string) => holdUp(all[callIds.indexOf(callId)] ?? []),
    } as unknown as EventLog,
    { ended: () => answered(states) } as unknown as Remote<CallsQueries>,
    { all: () => answered(states) } as unknown as Remote<ActiveCallsQueries>,
  );
}

it.each<[string, (callId: string) => StoredEvent[], 'ended' | 'active']>([
  ['calls that have ended', (call_id) => stored([aCallStarted({}, { call_id }), anEnd({}, { call_id })]), 'ended'],
  ['calls that run', (call_id) => stored([aCallStarted({}, { call_id })]), 'active'],
])('lets others have their turn while a long list of %s is read', async (_what, eventsOf, list) => {
  const told = await records(eventsOf)[list](1_000, 0);
  expect(told.map((record) => record.call_id)).toEqual(callIds);
  expect([seen[0], seen.at(-1)]).toEqual([false, true]);
});
