import { CALL_STATUSES, type CallEvent, type CallStatus, END_REASONS, type EndReason } from '@callscope/call-events';
import { aCallInitiated, aCallStarted, aCost, anEnd, aStatus, aTurn, stored, T0 } from '../../call-events/src/testing';
import { type CallState, evolveCall } from './call-state';
import { isTerminal } from './statuses';
import { callRow } from './view';

/** The status after these events, in this order and in the opposite one: both must agree. */
function statusAfter(...events: CallEvent[]): CallStatus | 'timed_out' {
  const [there, back] = [events, [...events].reverse()].map(
    (order) => callRow(stored(order).reduce<CallState | null>(evolveCall, null)!).status,
  );
  expect(there).toBe(back);
  return there!;
}

const said = (status: CallStatus, more: { sequence?: number; at?: number; id?: string } = {}): CallEvent =>
  aStatus(
    { status, ...(more.sequence === undefined ? {} : { sequence: more.sequence }) },
    { ...(more.at === undefined ? {} : { occurred_at: more.at }), ...(more.id === undefined ? {} : { id: more.id }) },
  );

const TERMINAL: readonly CallStatus[] = ['completed', 'busy', 'no_answer', 'failed', 'canceled', 'voicemail'];

describe('the status of a call that runs', () => {
  it.each([
    ['queued', [said('queued')]],
    ['initiated', [aCallInitiated()]],
    ['initiated', [said('queued'), said('initiated')]],
    ['ringing', [aCallInitiated(), said('ringing')]],
    ['in_progress', [said('ringing'), aCallStarted()]],
    ['in_progress', [said('in_progress'), said('ringing')]],
    ['in_progress', [aCallInitiated(), aTurn()]],
    ['forwarding', [aCallStarted(), said('forwarding')]],
  ] as const)('is %s, as far as it has come', (status, events) => {
    expect(statusAfter(...events)).toBe(status);
  });

  it('does not go back when an earlier one is told late', () => {
    expect(statusAfter(aCallStarted({}, { occurred_at: T0 }), said('ringing', { at: T0 + 1_000 }))).toBe('in_progress');
  });

  it('is not moved by money', () => {
    expect(statusAfter(said('ringing'), aCost())).toBe('ringing');
  });
});

describe('the status of a call that is over', () => {
  it.each(TERMINAL)('is %s once that was said, and nothing that is no end takes it back', (status) => {
    const later = { occurred_at: T0 + 9_000 };
    const lively = [aCallStarted({}, later), aTurn({}, later), aCallInitiated({}, later), said('forwarding')];
    expect(statusAfter(said(status, { at: T0 }), ...lively)).toBe(status);
  });

  it.each(END_REASONS.map((reason): [EndReason, CallStatus] => [reason, endedAs(reason)]))(
    'is, after an end by %s that no status tells, %s',
    (reason, status) => {
      expect(statusAfter(aCallStarted(), anEnd({ reason }))).toBe(status);
      expect(statusAfter(anEnd({ reason }), said('completed'))).toBe(status);
    },
  );

  function endedAs(reason: EndReason): CallStatus {
    if (reason === 'no_answer' || reason === 'busy' || reason === 'voicemail') return reason;
    return reason === 'error' ? 'failed' : 'completed';
  }

  it('is completed after an end without a reason', () => {
    expect(statusAfter(anEnd())).toBe('completed');
  });

  it.each(TERMINAL.filter((status) => status !== 'completed'))('is %s, whatever the end says', (status) => {
    for (const reason of END_REASONS) expect(statusAfter(said(status), anEnd({ reason }))).toBe(status);
  });

  it('is any other word before completed, whatever the sequence', () => {
    expect(statusAfter(said('completed', { sequence: 9, at: T0 + 1 }), said('busy', { sequence: 1, at: T0 }))).toBe(
      'busy',
    );
  });

  it('is, of two words, that of the higher sequence, though it is earlier', () => {
    expect(statusAfter(said('failed', { sequence: 2, at: T0 }), said('busy', { sequence: 1, at: T0 + 1 }))).toBe(
      'failed',
    );
  });

  it('is, of two words of one sequence, the later', () => {
    expect(statusAfter(said('failed', { at: T0 + 1, id: 'a' }), said('busy', { at: T0, id: 'b' }))).toBe('failed');
  });

  it('is, of two words at one time, that of the greater id', () => {
    expect(statusAfter(said('failed', { at: T0, id: 'b' }), said('busy', { at: T0, id: 'a' }))).toBe('failed');
  });
});

describe('isTerminal', () => {
  it('tells the statuses after which nothing more is expected', () => {
    expect(CALL_STATUSES.filter(isTerminal).sort()).toEqual([...TERMINAL].sort());
    expect(isTerminal('timed_out')).toBe(true);
  });
});
