import type { StoredEvent } from '@callscope/call-events';
import { HEADLINE_STAGES, type Stats, STATS_STAGES } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { anyStory } from '../testing/any-story';
import { BEGINNING, Story } from '../testing/events';
import { callsAfter } from '../testing/folds';
import { ownViews } from '../testing/own-views';
import { plainStats } from '../testing/plain-stats';
import { AggregatesQueries } from './aggregates.queries';
import { DIMENSIONS } from './cells';
import type { StatsQuery } from './window-stats';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Windows that begin and end anywhere: within minutes of the story, or days away from it. */
const around = (ms: number) => fc.integer({ min: -ms, max: ms });
const length = fc.oneof(
  fc.integer({ min: 1, max: 3 * MINUTE }),
  fc.integer({ min: 1, max: 5 * HOUR }),
  fc.integer({ min: 1, max: 12 * DAY }),
);
const range = fc
  .tuple(fc.oneof(around(2 * MINUTE), around(DAY)), length)
  .map(([begin, ms]) => ({ from: BEGINNING + begin, to: BEGINNING + begin + ms }));
const anyQuery: fc.Arbitrary<StatsQuery> = fc.record({
  range: fc.option(range, { freq: 8 }),
  groupBy: fc.option(fc.constantFrom(...DIMENSIONS), { freq: 4 }),
  histogram: fc.constant(false),
  comparePrevious: fc.boolean(),
});

const LIFETIME = { range: null, groupBy: null, histogram: false, comparePrevious: false };

/** The answers to these queries after these events, as of then; what a query does not say is not asked for. */
function statsAfter(events: readonly StoredEvent[], queries: readonly Partial<StatsQuery>[], now = 17): Stats[] {
  const views = ownViews(events);
  const aggregates = new AggregatesQueries(views);
  const stats = queries.map((query) => aggregates.stats({ ...LIFETIME, ...query }, now));
  views.close();
  return stats;
}

describe('the figures of a window', () => {
  it('are those that all its calls and turns give, counted one by one', () => {
    const queries = fc.array(anyQuery, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(anyStory, queries, around(2 * DAY), (events, asked, later) => {
        const calls = callsAfter(events);
        const asOf = { position: events.length, at: BEGINNING + later };
        const expected = asked.map((query) => ({ as_of: asOf, ...plainStats(calls, query, asOf.at) }));
        expect(statsAfter(events, asked, asOf.at)).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('have a series and groups that add up to the totals', () => {
    const query = fc.record({ range, groupBy: fc.constantFrom(...DIMENSIONS) });
    fc.assert(
      fc.property(anyStory, query, (events, asked) => {
        const [stats] = statsAfter(events, [asked]);
        const { calls, cost, latency, turns, series, groups } = stats!;
        const sum = (values: readonly (number | null)[]): number =>
          values.reduce<number>((all, n) => all + (n ?? 0), 0);
        expect(sum(series.map((bucket) => bucket.calls))).toBe(calls.total);
        expect(sum(series.map((bucket) => bucket.response_ms.n))).toBe(latency.response_ms.n);
        expect(sum(series.map((bucket) => bucket.cost_usd))).toBeCloseTo(cost.total_usd ?? 0, 6);
        expect(sum(groups!.map((group) => group.calls.total))).toBe(calls.total);
        expect(sum(groups!.map((group) => group.turns.completed))).toBe(turns.completed);
        expect(sum(groups!.map((group) => group.cost.total_usd))).toBeCloseTo(cost.total_usd ?? 0, 6);
      }),
      RUNS,
    );
  });

  it('of two windows side by side are those of the one that spans both', () => {
    fc.assert(
      fc.property(anyStory, range, fc.integer({ min: 1, max: DAY }), (events, { from, to }, more) => {
        const last = Math.ceil(to / MINUTE) * MINUTE;
        const [first, second, both] = statsAfter(events, [
          { range: { from, to: last } },
          { range: { from: last, to: last + more } },
          { range: { from, to: last + more } },
        ]);
        for (const word of ['total', 'completed', 'failed', 'no_answer', 'timed_out', 'active', 'inbound'] as const) {
          expect(first!.calls[word] + second!.calls[word]).toBe(both!.calls[word]);
        }
        for (const stage of STATS_STAGES) {
          expect(first!.latency[stage].n + second!.latency[stage].n).toBe(both!.latency[stage].n);
        }
      }),
      RUNS,
    );
  });

  it('have a bar for every measured value, when they are asked for', () => {
    fc.assert(
      fc.property(anyStory, fc.option(range), (events, asked) => {
        const [stats] = statsAfter(events, [{ range: asked, histogram: true }]);
        for (const { n, histogram } of Object.values(stats!.latency)) {
          expect(histogram!.reduce((sum, bar) => sum + bar.n, 0)).toBe(n);
        }
      }),
      RUNS,
    );
  });

  it('tell how long the end of speech took of all calls together, before and now, and not of a group', () => {
    const story = new Story();
    const turn = (id: string, at: number, ...latencies: object[]): StoredEvent[] =>
      latencies.map((latency, number) => story.turn(id, { turn: number, latency }, { at }));
    const [now, before] = [BEGINNING, BEGINNING - HOUR];
    const events = [
      ...turn('a', now, { endpoint_ms: 200 }, { endpoint_ms: 300, response_ms: 900 }, { response_ms: 700 }),
      ...turn('b', now, { endpoint_ms: 400 }, { endpoint_ms: 70_000 }),
      ...turn('c', before, { endpoint_ms: 100 }),
    ];
    const range = { from: BEGINNING - 30 * MINUTE, to: BEGINNING + 30 * MINUTE };
    const asked = { groupBy: 'agent', histogram: true, comparePrevious: true } as const;
    const [hour, all] = statsAfter(events, [{ range, ...asked }, asked]);
    const endpoint = hour!.latency.endpoint_ms;
    expect(endpoint).toMatchObject({ n: 3, coverage: 3 / 5, min: 200, max: 400, over_60s: 1 });
    for (const [told, exact] of [
      [endpoint.p50, 300],
      [endpoint.p90, 380],
      [endpoint.p95, 390],
      [endpoint.p99, 398],
    ] as const) {
      expect(Math.abs(told! / exact - 1)).toBeLessThanOrEqual(endpoint.relative_error);
    }
    expect(endpoint.histogram!.map(({ n }) => n)).toEqual([1, 1, 1]);
    expect(hour!.previous!.latency.endpoint_ms).toMatchObject({ n: 1, min: 100, max: 100 });
    expect(all!.latency.endpoint_ms).toMatchObject({ n: 4, min: 100, max: 400, over_60s: 1 });
    for (const { groups } of [hour!, all!]) {
      expect(groups!.map(({ latency }) => Object.keys(latency))).toEqual([[...HEADLINE_STAGES]]);
      expect(groups![0]!.latency.response_ms.n).toBe(2);
    }
  });

  it('are told for whole minutes, in buckets that suit its length', () => {
    const noon = Math.floor(BEGINNING / DAY) * DAY + 12 * HOUR;
    const windows = [
      { from: noon - 1, to: noon + 1, bucket_ms: MINUTE },
      { from: noon, to: noon + 3 * HOUR, bucket_ms: MINUTE },
      { from: noon, to: noon + 3 * HOUR + 1, bucket_ms: HOUR },
      { from: noon, to: noon + 8 * DAY, bucket_ms: HOUR },
      { from: noon, to: noon + 8 * DAY + 1, bucket_ms: DAY },
    ];
    const stats = statsAfter([new Story().started('a')], [...windows.map((range) => ({ range })), {}]);
    expect(stats.map(({ window }) => window)).toEqual([
      { from: noon - MINUTE, to: noon + MINUTE, bucket_ms: MINUTE },
      windows[1],
      { from: noon, to: noon + 3 * HOUR + MINUTE, bucket_ms: HOUR },
      windows[3],
      { from: noon, to: noon + 8 * DAY + MINUTE, bucket_ms: DAY },
      { from: null, to: null, bucket_ms: DAY },
    ]);
  });

  it('are the same as if a call had never been, once it is hidden', () => {
    const story = new Story();
    const seen = [story.started('a'), story.turn('a', { latency: { response_ms: 700 } }), story.cost('a')];
    const hidden = [story.started('b'), story.turn('b', { latency: { response_ms: 900 } }), story.cost('b')];
    const query: Partial<StatsQuery> = { range: { from: BEGINNING, to: BEGINNING + HOUR }, groupBy: 'direction' };
    const told = [...seen, ...hidden, { ...story.own('hidden', 'b'), position: 3 }];
    expect(statsAfter(told, [query])).toEqual(statsAfter(seen, [query]));
  });
});
