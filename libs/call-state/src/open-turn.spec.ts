import fc from 'fast-check';
import type { CallEvent, StoredEvent } from '@callscope/call-events';
import {
  aCallStarted,
  aFinal,
  aHiding,
  aLatency,
  anEnd,
  anErasure,
  aTimeout,
  aToolStart,
  aTurn,
  aTurnStarted,
  RUNS,
  shuffled,
  stored,
  T0,
} from '../../call-events/src/testing';
import { callDetail } from './detail';
import { logOf } from './testing/any-call';

const openOf = (...events: CallEvent[]) => callDetail(stored(events))!.open_turn;

const took = (turn: number, stage: 'endpoint_ms' | 'stt_ms' | 'llm_ttft_ms', value_ms: number) =>
  aLatency({ turn, stage, value_ms });

describe('the turn that goes on', () => {
  it('holds what was told of it so far', () => {
    const events = [
      aTurn({ turn: 0 }),
      aTurnStarted({ turn: 1, trigger: 'user' }, { occurred_at: T0 + 5 }),
      took(1, 'endpoint_ms', 262),
      aFinal({ turn: 1, text: 'What do I pay?', started_at: T0 + 7 }),
      aFinal({ turn: 1, text: 'Tell me,', started_at: T0 + 6 }),
      aFinal({ turn: 1, text: 'Five euros.', role: 'agent' }),
      took(1, 'stt_ms', 96),
      aToolStart({ turn: 1 }),
    ];
    expect(openOf(...events)).toStrictEqual({
      turn: 1,
      trigger: 'user',
      user_text: 'Tell me, What do I pay?',
      latency: { endpoint_ms: 262, stt_ms: 96 },
      started_at: T0 + 5,
      position: 7,
    });
  });

  it.each<[string, CallEvent[]]>([
    ['nothing was told', [aCallStarted()]],
    ['only turns that are over were', [aTurn({ turn: 1 })]],
    ['what was told is of a turn that is over', [aTurnStarted({ turn: 1 }), aTurn({ turn: 1 })]],
    ['it was given up', [aTurnStarted({ turn: 1 }), aTurn({ turn: 1, outcome: 'abandoned' })]],
    ['a later one is over', [took(1, 'stt_ms', 90), aTurn({ turn: 2 })]],
    ['a latency names no turn', [aLatency({ stage: 'stt_ms', value_ms: 90 })]],
    ['the call has ended', [took(1, 'stt_ms', 90), anEnd()]],
    ['the call was given up', [took(1, 'stt_ms', 90), aTimeout()]],
    ['the call is hidden', [took(1, 'stt_ms', 90), aHiding()]],
    ['the call was erased', [took(1, 'stt_ms', 90), anErasure()]],
  ])('is none when %s', (_, events) => {
    expect(openOf(...events)).toBeNull();
  });

  it('is the newest: what is told late of one before changes nothing', () => {
    const events = [took(2, 'stt_ms', 90), took(1, 'stt_ms', 80), aTurnStarted({ turn: 1 })];
    expect(openOf(...events)).toMatchObject({ turn: 2, latency: { stt_ms: 90 }, trigger: null, position: 1 });
  });

  it('counts in no figure of the call', () => {
    const open = callDetail(stored([aTurn(), took(1, 'stt_ms', 90), aTurnStarted({ turn: 1 })]))!;
    const { turns, call } = open;
    expect([open.open_turn?.turn, turns.length, call.turns.completed, call.latency.stt_ms.n]).toEqual([1, 1, 1, 0]);
  });

  it('is the same for every order of the events, but for its position', () => {
    const number = fc.nat(3);
    const told: fc.Arbitrary<CallEvent> = fc.oneof(
      fc.tuple(number, fc.nat(2)).map(([turn, ms]) => took(turn, 'stt_ms', ms)),
      fc.tuple(number, fc.nat(2)).map(([turn, ms]) => took(turn, 'llm_ttft_ms', ms)),
      fc
        .tuple(number, fc.constantFrom('user', 'agent'), fc.nat(2))
        .map(([turn, trigger, at]) => aTurnStarted({ turn, trigger }, { occurred_at: T0 + at })),
      fc.tuple(number, fc.constantFrom('u1', 'u2')).map(([turn, utterance_id]) => aFinal({ turn, utterance_id })),
      fc.nat(1).map((turn) => aTurn({ turn })),
    );
    const events = fc
      .array(told, { minLength: 1, maxLength: 12 })
      // Words of one moment stand in the order in which they came; no two are of one.
      .map((list) => list.map((event, at) => ({ ...event, occurred_at: event.occurred_at ?? T0 + at })));
    const seen = (list: readonly StoredEvent[]) => ({ ...callDetail(list)!.open_turn, position: 0 });
    fc.assert(
      fc.property(
        events.chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
        ([list, other]) => {
          expect(seen(logOf(other))).toEqual(seen(logOf(list)));
        },
      ),
      RUNS,
    );
  });
});
