import { type CallEvent, LATENCY_STAGES } from '@callscope/call-events';
import {
  aCallStarted,
  anEnd,
  anError,
  anInterruption,
  aToolEnd,
  aToolStart,
  aTurn,
  aTurnCorrected,
  aTurnStarted,
  stored,
  T0,
} from '../../call-events/src/testing';
import { callDetail } from './detail';

const PATTER = { source: { framework: 'patter', adapter: 'patter' } };

const detail = (...events: CallEvent[]) => callDetail(stored(events))!;

const said = (turn: number, user?: string, agent?: string) => ({
  turn,
  ...(user === undefined ? {} : { user_text: user }),
  ...(agent === undefined ? {} : { agent_text: agent }),
});

describe('the detail of a call', () => {
  it('is null where nothing was told', () => {
    expect(callDetail([])).toBeNull();
  });

  it('holds the row of the call as of its newest event', () => {
    const found = detail(aCallStarted({ from: '+12125550110' }), aTurn(), anEnd());
    expect(found.position).toBe(3);
    expect(found.call).toMatchObject({ from: '+12125550110', status: 'completed', position: 3 });
  });

  it('lists the turns by number, each as its event tells it', () => {
    const latency = { response_ms: 982 };
    const events = [
      aTurn({ ...said(3, 'Two please.', 'Two loaves.'), latency, started_at: T0, ended_at: T0 + 9 }),
      aTurn({ turn: 1, outcome: 'interrupted' }, { occurred_at: T0 + 5 }),
    ];
    expect(detail(...events).turns).toStrictEqual([
      {
        turn: 1,
        outcome: 'interrupted',
        user_text: null,
        agent_text: null,
        latency: {},
        started_at: null,
        ended_at: T0 + 5,
        position: 2,
      },
      {
        turn: 3,
        outcome: 'completed',
        user_text: 'Two please.',
        agent_text: 'Two loaves.',
        latency,
        started_at: T0,
        ended_at: T0 + 9,
        position: 1,
      },
    ]);
  });

  it('tells a corrected turn in the words of its last correction', () => {
    const found = detail(
      aTurn(said(0, 'Helo?')),
      aTurnCorrected(said(0, 'Hello!')),
      aTurnCorrected(said(0, 'Hello?', 'Hi.')),
    );
    expect(found.turns).toMatchObject([{ user_text: 'Hello?', agent_text: 'Hi.', position: 3 }]);
    expect(found.transcript.map(({ text }) => text)).toEqual(['Hello?', 'Hi.']);
  });

  it('leaves out a turn that the report in force does not list', () => {
    const events = [
      aTurn(said(0, 'kept'), PATTER),
      aTurn(said(1, 'taken back'), PATTER),
      anEnd({ report_id: 'r1', turns: [0, 1], report: {} }),
      anEnd({ report_id: 'r2', turns: [0], report: {} }),
    ];
    expect(detail(...events).turns.map(({ user_text: text }) => text)).toEqual(['kept']);
    expect(detail(...events.slice(0, 3)).turns).toHaveLength(2);
  });
});

describe('the turns of a call', () => {
  const latency = Object.fromEntries(LATENCY_STAGES.map((stage, n) => [stage, n]));
  const [turn] = detail(aTurn({ turn: 4, stt_audio_ms: 2_300, tts_characters: 0, latency })).turns;

  it('carry every stage that was measured, and no other', () => {
    expect(turn?.latency).toStrictEqual(latency);
    expect(detail(aTurn({ latency: { stt_ms: 0 } })).turns[0]?.latency).toStrictEqual({ stt_ms: 0 });
  });

  it('tell how much was heard and spoken, where that was told', () => {
    expect(turn).toMatchObject({ stt_audio_ms: 2_300, tts_characters: 0 });
    expect(detail(aTurn()).turns[0]).not.toHaveProperty('stt_audio_ms');
  });

  it('tell how often they were interrupted', () => {
    const found = detail(aTurn({ turn: 0 }), aTurn({ turn: 1 }), ...[1, 1, 7].map((n) => anInterruption({ turn: n })));
    expect(found.turns.map(({ interruptions }) => interruptions)).toEqual([undefined, 2]);
  });

  it('begin when they say, else when their turn.started happened, the later of two', () => {
    const begun = [T0 + 3, T0 + 2].map((at) => aTurnStarted({ turn: 0 }, { occurred_at: at }));
    expect(detail(...begun, aTurnStarted({ turn: 0 }), aTurn({ turn: 0 })).turns[0]?.started_at).toBe(T0 + 3);
    expect(detail(...begun, aTurn({ turn: 0, started_at: T0 })).turns[0]?.started_at).toBe(T0);
    expect(detail(aTurnStarted({ turn: 0 }), aTurn({ turn: 0 })).turns[0]?.started_at).toBeNull();
  });
});

describe('a call as it stood at a position', () => {
  const events = stored(
    [
      aCallStarted(),
      aToolStart(),
      aTurn(said(0, 'Helo?')),
      aToolEnd(),
      anError(),
      aTurnCorrected(said(0, 'Hello?')),
      anEnd(),
    ],
    { after: 10 },
  );

  it('is made of the events up to there', () => {
    expect(callDetail(events, 13)).toMatchObject({
      call: { live: true, position: 13 },
      turns: [{ user_text: 'Helo?' }],
      tools: [{ status: null }],
      errors: [],
      position: 13,
    });
    expect(callDetail(events, 16)).toMatchObject({ turns: [{ user_text: 'Hello?' }], tools: [{ status: 'ok' }] });
  });

  it('is what the events up to there alone would tell, at each position', () => {
    for (const [index, { position }] of events.entries()) {
      expect(callDetail(events, position)).toStrictEqual(callDetail(events.slice(0, index + 1)));
    }
  });

  it('stands at its newest event, though the position is that of another call', () => {
    expect(callDetail(events, 99)?.position).toBe(17);
  });

  it('is nothing before its first event', () => {
    expect(callDetail(events, 10)).toBeNull();
  });
});

describe('the transcript of a call', () => {
  const report = {
    transcript: [
      { role: 'assistant', text: 'Good morning.', timestamp: T0 },
      { role: 'user', text: 'Hi.', timestamp: T0 / 1_000 + 4 },
    ],
  };

  it('is what the turns said while no report tells one', () => {
    const events = [aTurn({ ...said(0, undefined, 'Good morning.'), ended_at: T0 }), aTurn(said(1, 'Hi.', 'Hello.'))];
    expect(detail(...events).transcript).toStrictEqual([
      { role: 'agent', text: 'Good morning.', at: T0 },
      { role: 'user', text: 'Hi.', at: null },
      { role: 'agent', text: 'Hello.', at: null },
    ]);
  });

  it('is the one of the report once there is one', () => {
    const found = detail(aTurn(said(0, 'as the turn says')), anEnd({ report_id: 'r', report }));
    expect(found.transcript).toStrictEqual([
      { role: 'agent', text: 'Good morning.', at: T0 },
      { role: 'user', text: 'Hi.', at: T0 + 4_000 },
    ]);
  });

  it('is that of the turns where the report has an empty one', () => {
    const found = detail(aTurn(said(0, 'as the turn says')), anEnd({ report_id: 'r', report: { transcript: [] } }));
    expect(found.transcript.map(({ text }) => text)).toEqual(['as the turn says']);
  });

  it('is the one of the report in force, not of one before it or of an end without', () => {
    const other = { transcript: [{ role: 'user', text: 'corrected' }] };
    const found = detail(
      anEnd({ report_id: 'r1', report }),
      anEnd({ report_id: 'r2', report: other }),
      anEnd({}, { occurred_at: T0 + 9 }),
    );
    expect(found.transcript.map(({ text }) => text)).toEqual(['corrected']);
  });
});
