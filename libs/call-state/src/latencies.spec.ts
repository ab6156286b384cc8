import type { CallEvent } from '@callscope/call-events';
import { aLatency, anEnd, aTurn, aTurnCorrected, stored, T0 } from '../../call-events/src/testing';
import { type CallState, evolveCall } from './call-state';
import { callDetail } from './detail';
import { callRow, turnsOf } from './view';

const fold = (...events: CallEvent[]) => stored(events).reduce<CallState | null>(evolveCall, null)!;

/** The response times of a call, told in this order and in the opposite one: both must agree. */
function responses(...events: CallEvent[]) {
  const [there, back] = [events, [...events].reverse()].map((order) => callRow(fold(...order)).latency.response_ms);
  expect(there).toEqual(back);
  return there;
}

const measured = (value: number, turn: number, at?: number, id?: string) =>
  aLatency(
    { stage: 'response_ms', value_ms: value, turn },
    { ...(at === undefined ? {} : { occurred_at: at }), ...(id === undefined ? {} : { id }) },
  );

describe('a latency that is recorded apart from its turn', () => {
  it('fills a stage that the turn lacks', () => {
    expect(responses(aTurn({ turn: 1, latency: { tts_ms: 5 } }), measured(904, 1))).toMatchObject({ n: 1, p50: 904 });
  });

  it('never replaces what the turn itself tells', () => {
    expect(responses(aTurn({ turn: 1, latency: { response_ms: 500 } }), measured(904, 1))).toMatchObject({
      n: 1,
      p50: 500,
    });
  });

  it('belongs to its turn, and to no other', () => {
    expect(responses(aTurn({ turn: 1 }), aTurn({ turn: 2 }), measured(904, 2), measured(500, 7))).toMatchObject({
      n: 1,
      p50: 904,
    });
  });

  it('is not counted without a turn, or before its turn is told', () => {
    expect(responses(aTurn(), aLatency({ value_ms: 904 }))).toMatchObject({ n: 0 });
    expect(responses(measured(904, 1), anEnd())).toMatchObject({ n: 0 });
    expect(turnsOf(fold(measured(904, 1)))).toEqual([]);
  });

  it('is not counted in a turn that was interrupted', () => {
    expect(responses(aTurn({ turn: 1, outcome: 'interrupted' }), measured(904, 1))).toMatchObject({ n: 0 });
  });

  it('is, told twice, the later one, and at one time that with the greater id', () => {
    expect(responses(aTurn({ turn: 1 }), measured(1, 1, T0 + 1, 'a'), measured(2, 1, T0, 'b'))).toMatchObject({
      p50: 1,
    });
    expect(responses(aTurn({ turn: 1 }), measured(1, 1, T0, 'b'), measured(2, 1, T0, 'a'))).toMatchObject({ p50: 1 });
  });

  it('stands when the turn is told anew', () => {
    expect(responses(aTurn({ turn: 1 }), measured(904, 1), aTurnCorrected({ turn: 1 }))).toMatchObject({
      n: 1,
      p50: 904,
    });
  });

  it('is shown in the detail of its turn', () => {
    const found = callDetail(stored([aTurn({ turn: 1, latency: { tts_ms: 5 } }), measured(904, 1)]))!;
    expect(found.turns).toMatchObject([{ latency: { tts_ms: 5, response_ms: 904 } }]);
  });
});
