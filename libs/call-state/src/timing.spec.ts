import type { CallEvent } from '@callscope/call-events';
import { aCallInitiated, aCallStarted, anEnd, aStatus, aTurn, stored, T0 } from '../../call-events/src/testing';
import type { CallRow } from './call-row';
import { type CallState, evolveCall } from './call-state';
import { callRow } from './view';

const RECORDED = T0 + 500;

/** The row after these events, told in this order and in the opposite one: both must agree. */
function row(...events: CallEvent[]): CallRow {
  const [there, back] = [events, [...events].reverse()].map((order) =>
    callRow(stored(order, { recordedAt: RECORDED }).reduce<CallState | null>(evolveCall, null)!),
  );
  expect(there).toEqual(back);
  return there!;
}

const started = aCallStarted({}, { occurred_at: T0 });
const startedSometime = aCallStarted();

describe('the start of a call', () => {
  it('is when its producer says that it was', () => {
    expect(row(started)).toMatchObject({ started_at: T0, initiated_at: null });
    expect(row(started, anEnd({ duration_ms: 10 }, { occurred_at: T0 + 90 })).started_at).toBe(T0);
  });

  it('is, where the producer says nothing, when we heard of it', () => {
    expect(row(startedSometime).started_at).toBe(RECORDED);
    expect(row(aCallInitiated()).initiated_at).toBe(RECORDED);
  });

  it('is, once the call has ended, the end less the reported duration', () => {
    expect(row(startedSometime, anEnd({ duration_ms: 24_764 }, { occurred_at: T0 })).started_at).toBe(T0 - 24_764);
    expect(row(anEnd({ duration_ms: 24_764 }, { occurred_at: T0 })).started_at).toBe(T0 - 24_764);
  });

  it('stays when we heard of it where the end tells no duration', () => {
    expect(row(startedSometime, anEnd({}, { occurred_at: T0 + 900 })).started_at).toBe(RECORDED);
  });

  it('is not known while nothing but a turn was told', () => {
    expect(row(aTurn({}, { occurred_at: T0 }))).toMatchObject({ started_at: null, initiated_at: null });
  });

  it('is not the moment at which the call was set up', () => {
    expect(row(aCallInitiated({}, { occurred_at: T0 - 7_400 }), started)).toMatchObject({
      initiated_at: T0 - 7_400,
      started_at: T0,
    });
  });
});

describe('the end of a call', () => {
  it('is when its producer says that it was', () => {
    expect(row(started, anEnd({}, { occurred_at: T0 + 90 })).ended_at).toBe(T0 + 90);
  });

  it('is, where the producer says nothing, when we heard of it', () => {
    expect(row(started, anEnd()).ended_at).toBe(RECORDED);
    expect(row(anEnd({ duration_ms: 400 }))).toMatchObject({ ended_at: RECORDED, started_at: RECORDED - 400 });
  });

  it('is that of the terminal status where no end was told', () => {
    const status = aStatus({ status: 'no_answer' }, { occurred_at: T0 + 31_000 });
    expect(row(aCallInitiated(), status)).toMatchObject({ ended_at: T0 + 31_000, started_at: null, duration_ms: null });
  });

  it('is that of the status in force, not of the last one told', () => {
    const busy = aStatus({ status: 'busy', sequence: 2 }, { occurred_at: T0 + 1 });
    const failed = aStatus({ status: 'failed', sequence: 1 }, { occurred_at: T0 + 2 });
    expect(row(busy, failed).ended_at).toBe(T0 + 1);
  });

  it('is one with a completed status, and then the time of the end', () => {
    const completed = aStatus({ status: 'completed' }, { occurred_at: T0 + 100 });
    expect(row(started, completed, anEnd({}, { occurred_at: T0 + 90 }))).toMatchObject({
      ended_at: T0 + 90,
      duration_ms: 90,
    });
  });
});

describe('the duration of a call', () => {
  it('is not known while the call runs', () => {
    expect(row(started, aTurn({}, { occurred_at: T0 + 9_000 }))).toMatchObject({ ended_at: null, duration_ms: null });
  });

  it('is the reported one', () => {
    expect(row(started, anEnd({ duration_ms: 88 }, { occurred_at: T0 + 90 })).duration_ms).toBe(88);
    expect(row(started, anEnd({ duration_ms: 0 }, { occurred_at: T0 + 90 })).duration_ms).toBe(0);
  });

  it('is, where none is reported, from the told start to the told end', () => {
    expect(row(started, anEnd({}, { occurred_at: T0 + 90 })).duration_ms).toBe(90);
    expect(row(started, aStatus({ status: 'completed' }, { occurred_at: T0 + 70 })).duration_ms).toBe(70);
  });

  it('is not made of two clocks', () => {
    expect(row(startedSometime, anEnd({}, { occurred_at: T0 + 900 })).duration_ms).toBeNull();
    expect(row(started, anEnd()).duration_ms).toBeNull();
  });
});

describe('a clock that lies', () => {
  it('shows in an end before the start: no duration, and a flag', () => {
    expect(row(started, anEnd({}, { occurred_at: T0 - 1 }))).toMatchObject({
      duration_ms: null,
      flags: ['clock_skew'],
    });
    expect(row(started, anEnd({}, { occurred_at: T0 }))).toMatchObject({ duration_ms: 0, flags: [] });
  });

  it('shows in an event more than 60 s ahead of our own clock', () => {
    expect(row(aCallStarted({}, { occurred_at: RECORDED + 60_001 })).flags).toEqual(['clock_skew']);
    expect(row(aCallStarted({}, { occurred_at: RECORDED + 60_000 })).flags).toEqual([]);
    expect(row(started, aTurn({}, { occurred_at: RECORDED + 60_001 })).flags).toEqual(['clock_skew']);
  });
});
