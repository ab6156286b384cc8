import type { StoredEvent } from '@callscope/call-events';
import { begunAt, type CallState, callHead, HEADLINE_STAGES, latencyOf, turnsOf } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { evolve as evolveCall } from '../calls/calls.evolve';
import { BEGINNING, Story } from '../testing/events';
import { ownViews } from '../testing/own-views';
import type { SlowestTurnsQuery } from './slowest-turns';
import { TurnsQueries } from './turns.queries';

const ALL: SlowestTurnsQuery = { by: 'response_ms', measured: null, from: null, to: null, agent: null, limit: 50 };
const HOUR = 3_600_000;

const anyTurn = fc.record({
  at: fc.option(
    fc.oneof(
      fc.nat(5),
      fc.nat(5).map((hours) => hours * HOUR),
    ),
    { nil: null, freq: 8 },
  ),
  latency: fc.record(
    { response_ms: fc.constantFrom(1, 2, 3, 60_000, 60_001), tts_ms: fc.nat(3) },
    { requiredKeys: [] },
  ),
  outcome: fc.constantFrom('completed' as const, 'interrupted' as const),
});
const anyCall = fc.record({
  turns: fc.array(anyTurn, { maxLength: 4 }),
  agent: fc.option(fc.constantFrom('desk', 'night'), { nil: undefined }),
  hidden: fc.nat(5).map((n) => n === 0),
});
const anyMoment = fc.oneof(
  fc.constant(null),
  fc.nat(6).map((n) => BEGINNING + n),
  fc.nat(5).map((n) => BEGINNING + n * HOUR),
);
const anyQuery: fc.Arbitrary<SlowestTurnsQuery> = fc.record({
  by: fc.constantFrom('response_ms' as const, 'tts_ms' as const),
  measured: fc.constantFrom(null, null, 'tts_ms' as const),
  from: anyMoment,
  to: anyMoment,
  agent: fc.constantFrom(null, null, 'desk', 'nobody'),
  limit: fc.integer({ min: 1, max: 6 }),
});

/** Neighbours of the ends of planes, where texts in order of their bytes and of their halves differ. */
const ID_OF = ['z', 'a', '\u{10000}', '\uFFFD', 'é', 'b'];

function storyOf(calls: readonly (typeof anyCall extends fc.Arbitrary<infer Call> ? Call : never)[]): StoredEvent[] {
  const story = new Story();
  return calls.flatMap(({ turns, agent, hidden }, n) => {
    const id = ID_OF[n] ?? '';
    return [
      story.started(id, agent === undefined ? {} : { agent: { id: agent } }, { at: BEGINNING }),
      ...turns.map(({ at, latency, outcome }, turn) => {
        return story.turn(
          id,
          { turn, latency, outcome, ...(at === null ? {} : { ended_at: BEGINNING + at }) },
          { at: null },
        );
      }),
      ...(hidden ? [story.own('hidden', id)] : []),
    ];
  });
}

/** The same by looking at every turn there is. */
function plainly(
  events: readonly StoredEvent[],
  { by, measured, from, to, agent, limit }: SlowestTurnsQuery,
): string[] {
  const calls = new Map<string, CallState>();
  for (const event of events) calls.set(event.call_id, evolveCall(calls.get(event.call_id) ?? null, event));
  const turns = [...calls.values()].flatMap((call) =>
    turnsOf(call).map((turn) => {
      const number = Object.entries(call.turns).find(([, each]) => each === turn)?.[0];
      return { call, at: turn.at ?? begunAt(call), values: latencyOf(turn), number: Number(number) };
    }),
  );
  return turns
    .filter(({ call, at, values }) => {
      const inWindow = at >= (from ?? -Infinity) && at < (to ?? Infinity);
      const isMeasured = [by, measured ?? by].every((stage) => (values[stage] ?? Infinity) <= 60_000);
      return !call.hidden && inWindow && isMeasured && (agent === null || callHead(call).agent?.id === agent);
    })
    .sort(
      (a, b) =>
        (b.values[by] ?? 0) - (a.values[by] ?? 0) ||
        Buffer.from(a.call.call_id).compare(Buffer.from(b.call.call_id)) ||
        a.number - b.number,
    )
    .slice(0, limit)
    .map(({ call, number }) => `${call.call_id}:${number}`);
}

describe('the slowest turns', () => {
  it('tell where each was, how it ended and all that was measured of it', () => {
    const story = new Story();
    const views = ownViews([
      story.started('a', { agent: { id: 'desk', name: 'Front Desk' } }),
      story.turn('a', { turn: 3, ended_at: BEGINNING + 5, latency: { response_ms: 900, endpoint_ms: 100 } }),
      story.turn('b', { turn: 0, outcome: 'interrupted', latency: { response_ms: 1_900 } }),
    ]);
    expect(new TurnsQueries(views).slowest(ALL)).toEqual([
      {
        call_id: 'b',
        turn: 0,
        at: BEGINNING + 3_000,
        agent: null,
        outcome: 'interrupted',
        latency: { response_ms: 1_900 },
      },
      {
        call_id: 'a',
        turn: 3,
        at: BEGINNING + 5,
        agent: { id: 'desk', name: 'Front Desk' },
        outcome: 'completed',
        latency: { response_ms: 900, endpoint_ms: 100 },
      },
    ]);
  });

  // Both ways to the calls, whatever their number: nothing is few, or everything is.
  it.each([
    ['by the ranking', -1],
    ['by the window or the agent', 1_000],
  ])('are those that one finds by looking at every turn, found %s', (_way, few) => {
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: ID_OF.length }), anyQuery, (calls, query) => {
        const events = storyOf(calls);
        const views = ownViews(events);
        try {
          const found = new TurnsQueries(views, few).slowest(query);
          expect(found.map(({ call_id, turn }) => `${call_id}:${turn}`)).toEqual(plainly(events, query));
        } finally {
          views.close();
        }
      }),
      RUNS,
    );
  });

  it.each([-1, 1_000])('prefer the smaller id among equals, whatever lies outside of the window (few: %i)', (few) => {
    const story = new Story();
    const turn = (id: string, number: number, at: number, response_ms: number): StoredEvent =>
      story.turn(id, { turn: number, ended_at: BEGINNING + at, latency: { response_ms } });
    const views = ownViews([turn('z', 0, 0, 9), turn('z', 1, 10, 5), turn('a', 0, 10, 5)]);
    const found = new TurnsQueries(views, few).slowest({ ...ALL, from: BEGINNING + 10, limit: 1 });
    expect(found.map(({ call_id }) => call_id)).toEqual(['a']);
  });

  it('look no further than they must', () => {
    const story = new Story();
    const calls = Array.from({ length: 200 }, (_, n) =>
      story.turn(`${n}`, { ended_at: BEGINNING + n, latency: { response_ms: n } }),
    );
    const views = ownViews(calls);
    let read = 0;
    const counting = { db: { prepare: (sql: string) => counted(views.db.prepare(sql), () => (read += 1)) } };
    const queries = new TurnsQueries(counting as unknown as typeof views, -1);
    expect(queries.slowest({ ...ALL, limit: 5 }).map(({ call_id }) => call_id)).toEqual([
      '199',
      '198',
      '197',
      '196',
      '195',
    ]);
    expect(read).toBe(5);
  });

  it.each(HEADLINE_STAGES)('are found in the index of %s, not by sorting all', (stage) => {
    const views = ownViews();
    const plan = views.db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT key AS key, ${stage} AS value FROM view_turns
         WHERE +first_at < 1 AND +last_at >= 1 AND ${stage} IS NOT NULL ORDER BY value DESC, key`,
      )
      .all()
      .map(({ detail }) => detail);
    expect(plan[0]).toMatch(/USING INDEX view_turns_\d/);
    // Only those with the same value are sorted, by their ids.
    expect(plan.slice(1)).toEqual(['USE TEMP B-TREE FOR LAST TERM OF ORDER BY']);
  });
});

/** A statement that tells each call it reads. */
function counted<T extends { get(...args: unknown[]): unknown; pluck(): T }>(statement: T, tell: () => void): T {
  const pluck = statement.pluck.bind(statement);
  return Object.assign(statement, {
    pluck: () => {
      const plucked = pluck();
      const get = plucked.get.bind(plucked);
      return {
        get: (...args: unknown[]) => {
          tell();
          return get(...args);
        },
      };
    },
  });
}
