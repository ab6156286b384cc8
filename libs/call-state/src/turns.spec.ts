import type { CallEvent, StoredEnvelope, TurnCompleted, TurnCorrected } from '@callscope/call-events';
import { aTurn, aTurnCorrected, stored, T0 } from '../../call-events/src/testing';
import { countedTurns, evolveTurns, type Turns } from './turns';

const PATTER = { framework: 'patter', adapter: 'patter' };

type StoredTurn = (TurnCompleted | TurnCorrected) & StoredEnvelope;

function turnsAfter(...events: CallEvent[]): Turns {
  return stored(events).reduce<Turns>((turns, event) => evolveTurns(turns, event as StoredTurn), {});
}

describe('a turn', () => {
  it('is one, however many events tell it', () => {
    const turns = turnsAfter(aTurn({ turn: 0 }), aTurn({ turn: 2 }), aTurn({ turn: 0 }));
    expect(countedTurns(turns, null)).toHaveLength(2);
  });

  it('keeps what was measured and none of the words', () => {
    const data = { turn: 3, user_text: 'Hello?', agent_text: 'Hi.', latency: { tts_ms: 212 }, ended_at: T0 + 5 };
    const turns = turnsAfter(aTurn(data, { id: 't3', occurred_at: T0 }));
    expect(turns).toMatchObject({ 3: { outcome: 'completed', told: { tts_ms: 212 }, at: T0 + 5, id: 't3' } });
    expect(JSON.stringify(turns)).not.toMatch(/Hello|Hi/);
  });

  it('ends when its event says that it happened, where it tells no end', () => {
    expect(turnsAfter(aTurn({}, { occurred_at: T0 }))[0]?.at).toBe(T0);
    expect(turnsAfter(aTurn())[0]?.at).toBeNull();
  });

  it.each([
    ['the later', aTurn({}, { id: 'a', occurred_at: T0 + 1 }), aTurn({}, { id: 'b', occurred_at: T0 })],
    ['that with a time', aTurn({}, { id: 'a', occurred_at: T0 }), aTurn({}, { id: 'b' })],
    ['at one time that with the greater id', aTurn({}, { id: 'b' }), aTurn({}, { id: 'a' })],
  ])('is told, by two events of its number, by %s', (_what, wins, loses) => {
    expect([turnsAfter(wins, loses)[0]?.id, turnsAfter(loses, wins)[0]?.id]).toEqual([wins.id, wins.id]);
  });

  it('is told by the event that happened later, though the other says that the turn ended later', () => {
    const later = aTurn({ ended_at: T0 + 400 }, { id: 'later', occurred_at: T0 + 2_000 });
    const earlier = aTurn({ ended_at: T0 + 500 }, { id: 'earlier', occurred_at: T0 + 1_000 });
    expect(turnsAfter(later, earlier)[0]?.id).toBe('later');
  });

  it('is told by its correction, though the correction is earlier by its own time', () => {
    const first = aTurn({}, { id: 'first', occurred_at: T0 + 9 });
    const correction = aTurnCorrected({}, { id: 'correction', occurred_at: T0 });
    expect(turnsAfter(first, correction)[0]?.id).toBe('correction');
    expect(turnsAfter(correction, first)[0]?.id).toBe('correction');
  });

  it('is told, of two corrections, by the one stored last', () => {
    const one = aTurnCorrected({}, { id: 'b', occurred_at: T0 + 9 });
    const other = aTurnCorrected({}, { id: 'a', occurred_at: T0 });
    expect(turnsAfter(aTurn(), one, other)[0]?.id).toBe('a');
    expect(turnsAfter(aTurn(), other, one)[0]?.id).toBe('b');
  });

  it('is the very same object until something changes it, so that totals need not touch it', () => {
    const [first, again, other] = stored([
      aTurn({ turn: 1 }, { id: 'b' }),
      aTurn({ turn: 1 }, { id: 'a' }),
      aTurn({ turn: 2 }),
    ]) as StoredTurn[];
    const turns = evolveTurns({}, first!);
    expect(evolveTurns(turns, again!)).toBe(turns);
    expect(evolveTurns(turns, other!)[1]).toBe(turns[1]);
  });

  it('has a response time that was added up when it comes from Patter', () => {
    expect(turnsAfter(aTurn({}, { source: PATTER }))[0]).toMatchObject({ summed: true });
    expect(turnsAfter(aTurn({}, { source: { framework: 'livekit', adapter: 'native' } }))[0]).not.toHaveProperty(
      'summed',
    );
  });
});

describe('the turns that count', () => {
  const reported = (turn: number) => aTurn({ turn }, { source: PATTER });
  const numbers = (turns: Turns, listed: readonly number[] | null) =>
    countedTurns(turns, listed).map(({ id }) => Object.values(turns).findIndex((turn) => turn.id === id));

  it('are those that the report in force lists', () => {
    expect(numbers(turnsAfter(reported(0), reported(1), reported(2)), [0, 2, 7])).toEqual([0, 2]);
    expect(numbers(turnsAfter(reported(0), reported(1)), [])).toEqual([]);
  });

  it('are all where no report is in force, or the one in force lists no turns', () => {
    expect(numbers(turnsAfter(reported(0), reported(1)), null)).toEqual([0, 1]);
  });

  it('are also those that another source told by itself', () => {
    const live = aTurn({ turn: 1 }, { source: { framework: 'patter', adapter: 'native' } });
    expect(numbers(turnsAfter(reported(0), live), [0])).toEqual([0, 1]);
  });

  it('are also those that another source told before a report told them too', () => {
    const live = aTurn({ turn: 1 }, { id: 'live', source: { framework: 'livekit', adapter: 'native' } });
    const report = aTurn({ turn: 1 }, { id: 'patter:call-1:turn:1', source: PATTER });
    expect(numbers(turnsAfter(live, report), [0])).toEqual([0]);
  });
});
