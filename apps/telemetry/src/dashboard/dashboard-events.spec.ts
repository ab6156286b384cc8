import { CALL_EVENT_TYPES, type CallEvent, EVENT_SPECS, type StoredEvent } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import {
  aCallInitiated,
  aCallStarted,
  aHiding,
  anEnd,
  aNote,
  aStatus,
  aTurn,
  stored,
  T0,
} from '../../../../libs/call-events/src/testing';
import { dashboardEncoder } from './dashboard-events';

/** A log of which only the first event of a type matters. */
function logOf(events: readonly StoredEvent[]): EventLog {
  return {
    firstPosition: (callId: string, type: string) =>
      events.find((event) => event.call_id === callId && event.type === type)?.position ?? null,
  } as EventLog;
}

function messages(...events: CallEvent[]): unknown[] {
  const all = stored(events, { after: 7 });
  return all.map(dashboardEncoder(logOf(all)));
}

const parties = { direction: 'outbound', from: '+12125550110', to: '+12065550162' } as const;

describe('the stream of Patter', () => {
  it('tells that a call is set up', () => {
    expect(messages(aCallInitiated(parties))).toStrictEqual([
      {
        event: 'call_initiated',
        data: {
          call_id: 'call-1',
          caller: '+12125550110',
          callee: '+12065550162',
          direction: 'outbound',
          status: 'initiated',
        },
      },
    ]);
  });

  it('tells the start of a call once, though it is stored more often', () => {
    const other = aCallStarted(parties, { call_id: 'call-2' });
    expect(messages(aCallStarted(), aCallStarted(parties), other)).toStrictEqual([
      { event: 'call_start', data: { call_id: 'call-1', caller: '', callee: '', direction: 'unknown' } },
      null,
      {
        event: 'call_start',
        data: { call_id: 'call-2', caller: '+12125550110', callee: '+12065550162', direction: 'outbound' },
      },
    ]);
  });

  it('tells a turn in the words of Patter', () => {
    const turn = aTurn({ turn: 2, agent_text: 'Hi.', latency: { response_ms: 904 }, ended_at: T0 });
    expect(messages(turn)).toMatchObject([
      {
        event: 'turn_complete',
        data: { call_id: 'call-1', turn: { turn_index: 2, agent_text: 'Hi.', timestamp: T0 / 1_000 } },
      },
    ]);
  });

  it('tells each end with what the SDK reported, a corrected one too', () => {
    const metrics = { cost: { total: 0.5 } };
    expect(messages(anEnd({ report_id: 'r', report: { metrics } }), anEnd())).toStrictEqual([
      { event: 'call_end', data: { call_id: 'call-1', metrics } },
      { event: 'call_end', data: { call_id: 'call-1', metrics: null } },
    ]);
  });

  it('tells that a call is hidden', () => {
    expect(messages(aHiding())).toStrictEqual([{ event: 'calls_deleted', data: { call_ids: ['call-1'] } }]);
  });

  it.each([
    ['in_progress', 'in-progress'],
    ['no_answer', 'no-answer'],
    ['busy', 'busy'],
  ] as const)('tells the status %s as %s', (status, word) => {
    expect(messages(aStatus({ status }))).toStrictEqual([
      { event: 'call_status', data: { call_id: 'call-1', status: word } },
    ]);
    expect(messages(aStatus({ status, raw_status: word }))).toMatchObject([{ data: { status: word } }]);
  });

  it('gives webhook_error back', () => {
    expect(messages(aStatus({ status: 'failed', raw_status: 'webhook_error' }))).toMatchObject([
      { data: { status: 'webhook_error' } },
    ]);
  });

  it.each([
    ['queued', 'initiated'],
    ['forwarding', 'in-progress'],
    ['voicemail', 'completed'],
  ] as const)('tells the status %s, for which Patter has no word, as %s', (status, word) => {
    expect(messages(aStatus({ status }))).toMatchObject([{ data: { status: word } }]);
  });

  it('never tells any other word of a source: it is personal', () => {
    expect(messages(aStatus({ status: 'failed', raw_status: 'SIP 486 +12065550142' }))).toMatchObject([
      { data: { status: 'failed' } },
    ]);
  });

  it('tells nothing of any other kind of event', () => {
    const told = [
      'call.initiated',
      'call.started',
      'call.status_changed',
      'turn.completed',
      'call.ended',
      'call.hidden',
    ];
    const others = CALL_EVENT_TYPES.filter((type) => !told.includes(type)).map((type) => EVENT_SPECS[type].example());
    expect(messages(...others, aNote()).filter((message) => message !== null)).toEqual([]);
    expect(others.length).toBeGreaterThanOrEqual(2);
  });
});
