import type { CallEvent, CallStatus } from '@callscope/call-events';
import { type CallState, evolveCall } from '@callscope/call-state';
import {
  aCallInitiated,
  aCallStarted,
  anEnd,
  aStatus,
  aTurn,
  stored,
  T0,
} from '../../../../libs/call-events/src/testing';
import { activeRecord, endedRecord, patterStatus } from './call-record';

const fold = (...events: CallEvent[]) => stored(events).reduce<CallState | null>(evolveCall, null)!;
const active = (...events: CallEvent[]) => activeRecord(fold(...events), stored(events));

function ended(...events: CallEvent[]) {
  const end = stored(events).find(({ type }) => type === 'call.ended');
  return endedRecord(fold(...events), end ?? null);
}

describe('a status in the words of Patter', () => {
  it.each<[CallStatus, string]>([
    ['queued', 'initiated'],
    ['initiated', 'initiated'],
    ['ringing', 'ringing'],
    ['in_progress', 'in-progress'],
    ['forwarding', 'in-progress'],
    ['completed', 'completed'],
    ['busy', 'busy'],
    ['no_answer', 'no-answer'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['voicemail', 'completed'],
  ])('calls %s %s', (status, word) => {
    expect(patterStatus(fold(aStatus({ status })))).toBe(word);
  });

  it('gives webhook_error back', () => {
    expect(patterStatus(fold(aStatus({ status: 'failed', raw_status: 'webhook_error' })))).toBe('webhook_error');
  });

  it('never shows any other word of a source: it is personal', () => {
    expect(patterStatus(fold(aStatus({ status: 'failed', raw_status: 'SIP 486 +12065550142' })))).toBe('failed');
  });
});

describe('a call that is over, as a record', () => {
  const metrics = { duration_seconds: 20, turns: [], new_field: { a: null } };
  const transcript = [{ role: 'assistant', text: 'Good morning.', timestamp: T0 }];

  it('holds what the SDK reported, whole, and times in seconds', () => {
    const start = aCallStarted({ direction: 'inbound', from: '+12065550142', to: '+12125550100' }, { occurred_at: T0 });
    const end = anEnd({ report_id: 'r', report: { metrics, transcript } }, { occurred_at: T0 + 20_267 });
    expect(ended(start, end)).toStrictEqual({
      call_id: 'call-1',
      caller: '+12065550142',
      callee: '+12125550100',
      direction: 'inbound',
      started_at: T0 / 1_000,
      ended_at: T0 / 1_000 + 20.267,
      status: 'completed',
      transcript,
      metrics,
    });
  });

  it('says empty and null for what is not known', () => {
    expect(ended(anEnd({}, { occurred_at: T0 }))).toStrictEqual({
      call_id: 'call-1',
      caller: '',
      callee: '',
      direction: 'unknown',
      started_at: T0 / 1_000,
      ended_at: T0 / 1_000,
      status: 'completed',
      transcript: [],
      metrics: null,
    });
  });

  it('begins when it was set up where nobody answered, else with the earliest that is told of it', () => {
    const status = aStatus({ status: 'no_answer' }, { occurred_at: T0 + 31_000 });
    const setUp = aCallInitiated({}, { occurred_at: T0 - 7_000 });
    expect(ended(setUp, status)).toMatchObject({ started_at: T0 / 1_000 - 7, ended_at: T0 / 1_000 + 31 });
    expect(ended(status).started_at).toBe(T0 / 1_000 + 31);
    expect(ended(aStatus({ status: 'no_answer' })).started_at).toBe(T0 / 1_000);
  });

  it('shows a null that the SDK sent', () => {
    expect(ended(anEnd({ report_id: 'r', report: { metrics: null } })).metrics).toBeNull();
  });
});

describe('a call that runs, as a record', () => {
  it('grows with its turns and words', () => {
    const latency = { total_ms: 4_810 };
    const turn = aTurn({ turn: 0, user_text: 'Hi.', agent_text: 'Good morning.', latency, ended_at: T0 + 5_500 });
    const record = active(aCallStarted({ from: '+12065550142' }, { occurred_at: T0 }), turn);
    expect(record).toMatchObject({ status: 'in-progress', caller: '+12065550142', metrics: null });
    expect(record).not.toHaveProperty('ended_at');
    expect(record.transcript).toStrictEqual([
      { role: 'user', text: 'Hi.', timestamp: T0 + 5_500 },
      { role: 'assistant', text: 'Good morning.', timestamp: T0 + 5_500 },
    ]);
    expect(record.turns).toMatchObject([
      { turn_index: 0, user_text: 'Hi.', latency: { total_ms: 4_810 }, timestamp: T0 / 1_000 + 5.5 },
    ]);
  });

  it('has empty lists while nothing was said', () => {
    expect(active(aCallInitiated())).toMatchObject({ status: 'initiated', transcript: [], turns: [] });
  });

  it('tells no time of words that have none', () => {
    expect(active(aTurn({ user_text: 'Hi.' })).transcript).toStrictEqual([{ role: 'user', text: 'Hi.' }]);
  });
});
