import type { CallEvent } from '@callscope/call-events';
import {
  aCallInitiated,
  aCallStarted,
  aCost,
  aHiding,
  anEnd,
  anErasure,
  aNote,
  anUnhiding,
  aStatus,
  aTimeout,
  aTurn,
  stored,
} from '../../call-events/src/testing';
import { type CallState, evolveCall } from './call-state';
import { callRow } from './view';

const fold = (...events: CallEvent[]) => stored(events).reduce<CallState | null>(evolveCall, null)!;
const row = (...events: CallEvent[]) => callRow(fold(...events));

describe('a call that the service has given up', () => {
  it('is timed out, and over', () => {
    expect(row(aCallStarted(), aTimeout())).toMatchObject({ status: 'timed_out', live: false, flags: ['timed_out'] });
  });

  it.each<[string, CallEvent, string]>([
    ['a turn', aTurn(), 'in_progress'],
    ['a cost', aCost(), 'in_progress'],
    ['a note', aNote(), 'in_progress'],
    ['a status', aStatus({ status: 'forwarding' }), 'forwarding'],
    ['an end', anEnd({ reason: 'busy' }), 'busy'],
    ['a set-up', aCallInitiated(), 'in_progress'],
  ])('is by %s what its other events say', (_what, event, status) => {
    const found = row(aCallStarted(), aTimeout(), event);
    expect(found.status).toBe(status);
    expect(found.flags).not.toContain('timed_out');
  });

  it('is what its other events say when it was given up too early', () => {
    expect(row(aStatus({ status: 'no_answer' }), aTimeout()).status).toBe('no_answer');
    expect(row(anEnd(), aTimeout()).status).toBe('completed');
  });

  it('can be given up again', () => {
    expect(row(aCallStarted(), aTimeout(), aTurn(), aTimeout()).status).toBe('timed_out');
  });

  it('stays so when it is hidden', () => {
    expect(row(aCallStarted(), aTimeout(), aHiding()).status).toBe('timed_out');
  });
});

describe('a call that is hidden', () => {
  it('is so by the last word', () => {
    expect(fold(anEnd()).hidden).toBe(false);
    expect(fold(anEnd(), aHiding()).hidden).toBe(true);
    expect(fold(anEnd(), aHiding(), anUnhiding()).hidden).toBe(false);
    expect(fold(anEnd(), aHiding(), anUnhiding(), aHiding()).hidden).toBe(true);
  });

  it('stays so whatever else is told of it', () => {
    expect(fold(anEnd(), aHiding(), aTurn(), aCallStarted()).hidden).toBe(true);
  });

  it('is the same call in all else', () => {
    const events = [aCallStarted(), aTurn(), anEnd()];
    expect({ ...row(...events, aHiding()), position: 0 }).toEqual({ ...row(...events), position: 0 });
  });
});

describe('a call that was erased', () => {
  it('is hidden, and cannot be shown again', () => {
    expect(fold(anEnd(), anErasure())).toMatchObject({ hidden: true, erased: true });
    expect(fold(anEnd(), anErasure(), anUnhiding())).toMatchObject({ hidden: true, erased: true });
  });
});
