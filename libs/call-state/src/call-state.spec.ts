import fc from 'fast-check';
import type { CallEvent, StoredEvent } from '@callscope/call-events';
import { aCallStarted, anEnd, aTurn, eventsOfACall, RUNS, shuffled, stored, T0 } from '../../call-events/src/testing';
import { type CallState, evolveCall } from './call-state';
import { callDetail } from './detail';
import { callLatencyMs, callRow, costsOf, statedCostNano } from './view';

/** All that anyone can see of a call, but for the positions of its events. */
function seen(events: readonly StoredEvent[]): unknown {
  const state = events.reduce<CallState | null>(evolveCall, null)!;
  const shown = {
    row: callRow(state),
    turns: callDetail(events)!.turns,
    transcript: callDetail(events)!.transcript,
    latency: callLatencyMs(state),
    costs: [...costsOf(state)],
    stated: statedCostNano(state),
  };
  return JSON.parse(JSON.stringify(shown, (key, value: unknown) => (key === 'position' ? undefined : value)));
}

/** The same events, stored at other moments of ours. */
function recordedApart(events: readonly CallEvent[], moments: readonly number[]): StoredEvent[] {
  return stored(events).map((event, index) => ({ ...event, recorded_at: moments[index] ?? T0 }));
}

const timed = eventsOfACall.map((events) => events.map((event) => ({ occurred_at: T0 + 1, ...event })));

describe('a call', () => {
  it('is the same in whatever order its events are stored', () => {
    const orders = eventsOfACall.chain((events) => fc.tuple(fc.constant(events), shuffled(events)));
    fc.assert(
      fc.property(orders, ([events, order]) => {
        expect(seen(stored(order))).toEqual(seen(stored(events)));
      }),
      RUNS,
    );
  });

  it('is the same whenever its events are recorded, where each tells its own time', () => {
    const moments = fc.array(fc.integer({ min: T0 + 10_000, max: T0 + 9e8 }), { minLength: 14, maxLength: 14 });
    const orders = timed.chain((events) => fc.tuple(fc.constant(events), shuffled(events)));
    fc.assert(
      fc.property(orders, moments, ([events, order], when) => {
        expect(seen(recordedApart(order, when))).toEqual(seen(stored(events, { recordedAt: T0 + 10_000 })));
      }),
      RUNS,
    );
  });

  it('does not change when an event that adds nothing up is folded in again', () => {
    fc.assert(
      fc.property(eventsOfACall, fc.nat(), (events, pick) => {
        const again = events[pick % events.length]!;
        fc.pre(!(again.type === 'cost.recorded' && again.data.mode === 'delta'));
        const all = stored(events);
        const state = all.reduce<CallState | null>(evolveCall, null)!;
        const after = evolveCall(state, stored([again], { after: all.length })[0]!);
        expect({ ...after, position: 0 }).toEqual({ ...state, position: 0 });
      }),
      RUNS,
    );
  });

  it('is told by its state alone, which JSON carries unchanged', () => {
    fc.assert(
      fc.property(eventsOfACall, (events) => {
        const all = stored(events);
        const whole = all.reduce<CallState | null>(evolveCall, null);
        const stopped = all.reduce<CallState | null>(
          (state, event) => JSON.parse(JSON.stringify(evolveCall(state, event))) as CallState,
          null,
        );
        expect(stopped).toStrictEqual(whole);
        expect(JSON.stringify(stopped)).toBe(JSON.stringify(whole));
      }),
      RUNS,
    );
  });

  it('is folded without a change to the state or the event that were given', () => {
    fc.assert(
      fc.property(eventsOfACall, (events) => {
        const all = stored(events).map(frozen);
        expect(() =>
          all.reduce<CallState | null>((state, event) => frozen(evolveCall(state, event)), null),
        ).not.toThrow();
      }),
      RUNS,
    );
  });

  it('stands at its newest event', () => {
    const events = stored([aTurn(), aCallStarted()], { after: 41 });
    const state = events.reduce<CallState | null>(evolveCall, null)!;
    expect([state.position, callRow(state).position]).toEqual([43, 43]);
    expect(state.first_recorded_at).toBe(T0);
  });

  it('may be opened by its end, and its start does not bring it back to life', () => {
    const end = anEnd({ reason: 'user_hangup' }, { occurred_at: T0 });
    const [opened, , started] = [[end], [end], [end, aCallStarted({}, { occurred_at: T0 + 5_000 })]].map((events) =>
      callRow(stored(events).reduce<CallState | null>(evolveCall, null)!),
    );
    expect(opened).toMatchObject({ live: false, status: 'completed', flags: ['implicit_start'] });
    expect(started).toMatchObject({ live: false, status: 'completed', duration_ms: null, flags: ['clock_skew'] });
  });
});

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
