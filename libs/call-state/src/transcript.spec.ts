import type { CallEvent, Role, StoredEvent } from '@callscope/call-events';
import fc from 'fast-check';
import { aFinal, anEnd, aTurn, RUNS, shuffled, stored, T0 } from '../../call-events/src/testing';
import { callDetail } from './detail';

const transcript = (...events: CallEvent[]) => callDetail(stored(events))!.transcript;
const words = (...events: CallEvent[]) => transcript(...events).map(({ role, text }) => `${role}: ${text}`);

/** An utterance that was said so many ms after the beginning. */
const said = (role: Role, text: string, ms: number, more: object = {}) =>
  aFinal({ role, text, ...more }, { occurred_at: T0 + ms });

const turn = (number: number, user: string, agent: string, ms: number) =>
  aTurn({ turn: number, user_text: user, agent_text: agent, ended_at: T0 + ms });

const reporting = (...entries: [role: string, text: string, ms?: number][]) => {
  const told = entries.map(([role, text, ms]) => ({ role, text, ...(ms === undefined ? {} : { timestamp: T0 + ms }) }));
  return anEnd({ report_id: 'r', report: { transcript: told } }, { occurred_at: T0 + 99_000 });
};

describe('words that transcript.final tells', () => {
  it('stand with all that is told of them, and nothing else', () => {
    const told = { started_at: T0, ended_at: T0 + 900, turn: 3, utterance_id: 'u7', language: 'en', confidence: 0 };
    expect(transcript(aFinal({ role: 'user', text: 'Hi.', ...told }), aFinal({ role: 'tool', text: 'ok' }))).toEqual([
      { role: 'user', text: 'Hi.', at: T0, ...told, started_at: undefined, position: 1 },
      { role: 'tool', text: 'ok', at: null, position: 2 },
    ]);
  });

  it('stand in order of time, and in the order of the log at one time', () => {
    const events = [said('agent', 'c', 9), said('user', 'd', 9), said('user', 'b', 30, { started_at: T0 + 5 })];
    expect(words(...events, said('user', 'a', 1))).toEqual(['user: a', 'user: b', 'agent: c', 'user: d']);
  });

  it('stand where they were recorded when nobody told a time', () => {
    const all = stored([aFinal({ text: 'b' }), aFinal({ text: 'c' })], { recordedAt: T0 + 9 });
    const first = stored([said('user', 'a', 1)], { after: 2 });
    expect(callDetail([...all, ...first])!.transcript.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  it('are one utterance for one role and utterance_id: the later telling, then the one with the greater id', () => {
    const id = { utterance_id: 'u1' };
    const late = said('user', 'Hello?', 2, id);
    const early = said('user', 'Helo', 1, id);
    expect(words(late, early)).toEqual(['user: Hello?']);
    expect(words(early, late)).toEqual(['user: Hello?']);
    expect(words(late, said('agent', 'Hi.', 3, id))).toEqual(['user: Hello?', 'agent: Hi.']);
    const [a, b] = ['a', 'b'].map((name) => ({ ...said('user', name, 1, id), id: name }));
    expect(words(b!, a!)).toEqual(['user: b']);
  });

  it('are two utterances without a common name, though they are the same words', () => {
    expect(words(said('user', 'Yes.', 1), said('user', 'Yes.', 2))).toEqual(['user: Yes.', 'user: Yes.']);
  });

  it('are none when they are empty, and hide nothing then', () => {
    expect(words(said('user', '', 1), turn(0, 'Hi.', '', 5))).toEqual(['user: Hi.']);
    const id = { utterance_id: 'u1' };
    expect(words(said('user', 'Hi.', 1, id), said('user', '', 2, id))).toEqual(['user: Hi.']);
  });

  it('are gone when the call was erased', () => {
    const lost = { ...aFinal({ turn: 0 }), data: { role: 'user', turn: 0 }, erased: true } as unknown as CallEvent;
    const detail = callDetail(stored([lost, aTurn({ turn: 0 }), anEnd({ report_id: 'r', turns: [0] })]))!;
    expect(detail.transcript).toEqual([]);
    expect(detail.turns).toMatchObject([{ user_text: null, agent_text: null }]);
  });
});

describe('words that transcript.final and turns tell', () => {
  it('are told once, by transcript.final, where it names the turn', () => {
    const events = [said('user', 'Hi!', 1, { turn: 0 }), said('agent', 'Hello.', 2, { turn: 0 })];
    expect(words(...events, turn(0, 'Hi', 'Hello', 5))).toEqual(['user: Hi!', 'agent: Hello.']);
  });

  it('are those of the turn where transcript.final tells other turns alone', () => {
    const events = [said('user', 'One', 1, { turn: 0 }), turn(0, 'one', '', 5), turn(1, 'two', '', 9)];
    expect(words(...events)).toEqual(['user: One', 'user: two']);
  });

  it('are those of transcript.final alone in a role of which it tells words of no turn', () => {
    const events = [said('user', 'One', 1, { turn: 0 }), said('user', 'Two', 7), turn(0, 'one', 'A', 5)];
    expect(words(...events, turn(1, 'two', 'B', 9))).toEqual(['user: One', 'agent: A', 'user: Two', 'agent: B']);
  });

  it('stand in the order of speaking, though a turn is told at its end', () => {
    const agentAlone = [said('agent', 'A', 2, { turn: 0 }), said('agent', 'B', 12, { turn: 1 })];
    const turns = [turn(0, 'one', 'x', 9), turn(1, 'two', 'x', 19)];
    expect(words(...agentAlone, ...turns)).toEqual(['user: one', 'agent: A', 'user: two', 'agent: B']);
    // The caller breaks in before the agent has ended.
    const userAlone = [said('user', 'One', 1, { turn: 0 }), said('user', 'Two', 8, { turn: 1 })];
    expect(words(...userAlone, ...turns)).toEqual(['user: One', 'agent: x', 'user: Two', 'agent: x']);
  });

  it('stand by the beginning of the turn, where it tells one, when the caller spoke them', () => {
    const events = [said('agent', 'A', 3), aTurn({ turn: 0, user_text: 'one', started_at: T0, ended_at: T0 + 5 })];
    expect(transcript(...events)).toMatchObject([
      { role: 'user', at: T0 },
      { role: 'agent', at: T0 + 3 },
    ]);
  });

  it('stand where the turn was recorded when nobody told its time', () => {
    const events = stored([said('system', 'recorded', 1), aTurn({ user_text: 'one' })], { recordedAt: T0 + 9 });
    expect(callDetail(events)!.transcript.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it('stand by the time of the turn where no words name it', () => {
    const events = [said('system', 'recorded', 6), turn(0, 'one', 'A', 5), turn(1, 'two', 'B', 9)];
    expect(words(...events)).toEqual(['user: one', 'agent: A', 'system: recorded', 'user: two', 'agent: B']);
  });
});

describe('words that transcript.final and a report tell', () => {
  it('are told by transcript.final in its roles and by the report in all others, not by the turns', () => {
    const report = reporting(['user', 'one', 1], ['assistant', 'A', 5], ['user', 'two', 6], ['assistant', 'B', 9]);
    const events = [said('user', 'One', 1), said('user', 'Two', 6), turn(0, 'one', 'a', 5), report];
    expect(words(...events)).toEqual(['user: One', 'agent: A', 'user: Two', 'agent: B']);
  });

  it('stand after those before them when the report tells no time of them', () => {
    const report = reporting(['assistant', 'A'], ['assistant', 'B', 5], ['assistant', 'C'], ['assistant', 'D', 9]);
    const events = [said('user', 'One', 1), said('user', 'Two', 7), report];
    expect(words(...events)).toEqual(['user: One', 'agent: A', 'agent: B', 'agent: C', 'user: Two', 'agent: D']);
    const timeless = reporting(['assistant', 'A'], ['assistant', 'B']);
    expect(words(said('user', 'One', 1), timeless)).toEqual(['user: One', 'agent: A', 'agent: B']);
  });
});

describe('a transcript', () => {
  /** One conversation, told in part by each source. */
  const utterance = fc.record({ turn: fc.nat(3), role: fc.constantFrom<Role>('user', 'agent'), named: fc.boolean() });
  const told = fc.uniqueArray(utterance, { maxLength: 8, selector: ({ turn: n, role }) => `${role}${n}` });
  const wordsOf = (role: string, number: number) => `${role} in turn ${number}`;
  const finals = told.map((all) =>
    all.map(({ turn: n, role, named }) =>
      said(role, wordsOf(role, n), n * 1_000 + (role === 'user' ? 1 : 2), named ? { turn: n } : {}),
    ),
  );
  const turns = fc
    .subarray([0, 1, 2, 3])
    .map((numbers) => numbers.map((n) => turn(n, wordsOf('user', n), wordsOf('agent', n), n * 1_000 + 500)));
  const report = fc.option(
    fc.constant(reporting(['user', wordsOf('user', 0), 1], ['assistant', wordsOf('agent', 0), 2])),
  );
  const conversation = fc
    .tuple(finals, turns, report)
    .map(([a, b, end]): CallEvent[] => [...a, ...b, ...(end ? [end] : [])])
    .filter((events) => events.length > 0);

  it('has no utterance twice, whoever told it, and all of transcript.final', () => {
    fc.assert(
      fc.property(conversation, (events) => {
        const found = words(...events);
        expect(new Set(found).size).toBe(found.length);
        const final = events.flatMap((event) =>
          event.type === 'transcript.final' ? `${event.data.role}: ${event.data.text}` : [],
        );
        expect(found).toEqual(expect.arrayContaining(final));
      }),
      RUNS,
    );
  });

  it('is the same in whatever order its events came', () => {
    const orders = conversation.chain((events) => fc.tuple(fc.constant(events), shuffled(events)));
    fc.assert(
      fc.property(orders, ([events, order]) => {
        expect(words(...order)).toEqual(words(...events));
      }),
      RUNS,
    );
  });

  it('tells nothing later than what is taken in', () => {
    const events: StoredEvent[] = stored([said('user', 'One', 1), said('agent', 'A', 2)]);
    expect(callDetail(events, 1)!.transcript.map(({ text }) => text)).toEqual(['One']);
  });
});
