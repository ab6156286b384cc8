import { callRow } from '@callscope/call-state';
import { exactPercentile, RELATIVE_ERROR } from '@callscope/histogram';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { Story } from '../testing/events';
import { callAfter, totalsAfter } from '../testing/folds';
import { type AggregatesRow, NO_CALLS } from './aggregates.read-model';
import { costsOfCounts, totalsOf as totalsOfFigures } from './aggregates.stats';
import { bucketOf, figuresOf } from './bucket';
import { Cell } from './cell';

const totalsOf = (row: AggregatesRow, histogram = false) => totalsOfFigures(new Cell(structuredClone(row)), histogram);

describe('totalsOf', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  it('says of no calls that there is nothing to say', () => {
    const stats = totalsOf(NO_CALLS);
    expect(new Set(Object.values(stats.calls))).toEqual(new Set([0]));
    expect(stats.duration_ms).toEqual({ avg: null, p50: null, p95: null });
    expect([stats.cost.total_usd, stats.cost.basis]).toEqual([null, null]);
    expect(stats.latency.response_ms).toEqual({
      n: 0,
      p50: null,
      p90: null,
      p95: null,
      p99: null,
      min: null,
      max: null,
      coverage: 0,
      relative_error: RELATIVE_ERROR,
      over_60s: 0,
    });
  });

  it('sorts the ends of calls under the words that people look for', () => {
    const words = ['completed', 'voicemail', 'failed', 'canceled', 'no_answer', 'busy', 'in_progress'] as const;
    const stats = totalsOf(totalsAfter(words.map((status) => story.status(status, { status }))));
    expect(stats.calls).toMatchObject({ total: 7, completed: 2, failed: 3, no_answer: 1, timed_out: 0, active: 1 });
  });

  it('counts calls that were given up apart', () => {
    const totals = totalsAfter([story.started('a'), story.own('timed_out', 'a'), story.started('b')]);
    expect(totalsOf(totals).calls).toMatchObject({ total: 2, completed: 0, timed_out: 1, active: 1 });
  });

  it('counts inbound and outbound calls, running and ended', () => {
    const totals = totalsAfter([story.started('a'), story.started('b'), story.ended('b'), story.initiated('c')]);
    expect(totalsOf(totals).calls).toMatchObject({ inbound: 2, outbound: 1, total: 3, active: 2 });
  });

  it('means the duration over ended calls that have one', () => {
    const totals = totalsAfter([
      story.ended('a', { duration_ms: 10_000 }),
      story.ended('b', { duration_ms: 25_000.5 }),
      story.ended('c'),
      story.started('d'),
    ]);
    expect(totalsOf(totals).duration_ms.avg).toBe(17_500.25);
  });

  it('adds up the money of running and ended calls', () => {
    const totals = totalsAfter([
      story.cost('a', { component: 'stt', amount_nano_usd: 100_000_000 }),
      story.cost('a', { component: 'platform', amount_nano_usd: 1 }),
      story.cost('b', { component: 'stt', amount_nano_usd: 200_000_000, basis: 'billed', savings_nano_usd: 5 }),
      story.cost('b', { component: 'realtime', amount_nano_usd: 2 }),
      story.ended('b'),
    ]);
    expect(totalsOf(totals).cost).toEqual({
      total_usd: 0.300000003,
      stt_usd: 0.3,
      llm_usd: null,
      tts_usd: null,
      telephony_usd: null,
      other_usd: 0.000000003,
      savings_usd: 0.000000005,
      basis: 'estimated',
    });
  });

  it.each([
    [['billed', 'billed'], 'billed'],
    [['billed', 'vendor_reported'], 'vendor_reported'],
    [['vendor_reported', 'estimated'], 'estimated'],
  ] as const)('is as sure of the money as the least sure of %j', (bases, weakest) => {
    const totals = totalsAfter(bases.map((basis, call) => story.cost(`${call}`, { basis })));
    expect(totalsOf(totals).cost.basis).toBe(weakest);
  });

  it('is sure again when the unsure cost was replaced', () => {
    const totals = totalsAfter([story.cost('a', { basis: 'estimated' }), story.cost('a', { basis: 'billed' })]);
    expect(totalsOf(totals).cost.basis).toBe('billed');
  });

  it('tells which share of the completed turns was measured', () => {
    const totals = totalsAfter([
      story.turn('a', { turn: 1, latency: { response_ms: 900 } }),
      story.turn('a', { turn: 2 }),
      story.turn('b', { turn: 1, latency: { response_ms: 700, stt_ms: 80 } }),
      story.turn('b', { turn: 2, latency: { response_ms: 61_000 } }),
      story.turn('b', { turn: 3, latency: { stt_ms: 80 }, outcome: 'interrupted' }),
    ]);
    const { latency, turns } = totalsOf(totals);
    expect(turns).toEqual({ completed: 4, interrupted: 1 });
    expect([latency.response_ms.coverage, latency.stt_ms.coverage, latency.tts_ms.coverage]).toEqual([0.5, 0.25, 0]);
  });

  it('tells percentiles within 1 % of the exact ones, and exact extremes', () => {
    const value = fc.integer({ min: 1, max: 600_000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        const from = new Story();
        const events = values.map((ms, turn) => from.turn(`call-${turn % 7}`, { turn, latency: { response_ms: ms } }));
        const told = totalsOf(totalsAfter(events)).latency.response_ms;
        const sorted = [...values].sort((a, b) => a - b);
        for (const [shown, q] of [
          [told.p50, 0.5],
          [told.p90, 0.9],
          [told.p95, 0.95],
          [told.p99, 0.99],
        ] as const) {
          const exact = exactPercentile(sorted, q)!;
          expect(Math.abs(shown! - exact)).toBeLessThanOrEqual(exact * RELATIVE_ERROR * (1 + 1e-9));
        }
        expect([told.n, told.min, told.max]).toEqual([values.length, sorted[0], sorted.at(-1)]);
      }),
      RUNS,
    );
  });

  it('draws the distribution of each stage when it is asked to', () => {
    const totals = totalsAfter([
      story.turn('a', { turn: 1, latency: { response_ms: 900 } }),
      story.turn('a', { turn: 2, latency: { response_ms: 900 } }),
    ]);
    expect(totalsOf(totals).latency.response_ms).not.toHaveProperty('histogram');
    const { response_ms: response, stt_ms: stt } = totalsOf(totals, true).latency;
    expect(response.histogram).toMatchObject([{ n: 2 }]);
    expect([response.histogram![0]!.from_ms < 900, response.histogram![0]!.to_ms >= 900]).toEqual([true, true]);
    expect(stt.histogram).toEqual([]);
  });

  it('agrees with the row of the call when there is only one', () => {
    const events = [
      story.started('a'),
      story.turn('a', { turn: 1, latency: { response_ms: 640 } }),
      story.turn('a', { turn: 2, latency: { response_ms: 980 } }),
      story.cost('a', { amount_nano_usd: 4_050 }),
      story.ended('a', { duration_ms: 20_000 }),
    ];
    const stats = totalsOf(totalsAfter(events));
    const row = callRow(callAfter(events));
    expect(stats.cost).toEqual(row.cost);
    expect(stats.duration_ms.avg).toBe(row.duration_ms);
    expect(stats.turns).toEqual(row.turns);
    expect(stats.latency.response_ms).toMatchObject({ n: 2, min: 640, max: 980 });
  });
});

describe('bucketOf', () => {
  it('tells calls that run and calls that ended, their money, and their response times', () => {
    const story = new Story();
    const totals = totalsAfter([
      story.turn('a', { latency: { response_ms: 900, stt_ms: 40 } }),
      story.cost('a', { amount_nano_usd: 700_000_000 }),
      story.cost('b', { amount_nano_usd: 1_600_000_000 }),
      story.ended('b'),
    ]);
    expect(bucketOf(60_000, figuresOf(new Cell(totals)), 5)).toEqual({
      at: 60_000,
      calls: 2,
      cost_usd: 2.3,
      response_ms: { n: 1, p50: 900, p95: 900, p99: 900 },
      active_peak: 5,
    });
  });

  it('tells no money and no response time where there is none', () => {
    const response_ms = { n: 0, p50: null, p95: null, p99: null };
    const nothing = { at: 0, calls: 0, cost_usd: null, response_ms, active_peak: 1 };
    expect(bucketOf(0, figuresOf(new Cell(null)), 1)).toEqual(nothing);
  });
});

describe('costsOfCounts', () => {
  it('tells the money of ended calls apart from that of calls that run', () => {
    const story = new Story();
    const { counts } = totalsAfter([
      story.cost('a', { amount_nano_usd: 700, basis: 'estimated' }),
      story.cost('b', { amount_nano_usd: 5_000_000_003, basis: 'billed', savings_nano_usd: 9 }),
      story.ended('b'),
    ]);
    expect(costsOfCounts(counts, ['active'])).toEqual(
      new Map([['llm', { nano: '700', savings: '0', basis: 'estimated' }]]),
    );
    expect(costsOfCounts(counts, ['ended'])).toEqual(
      new Map([['llm', { nano: '5000000003', savings: '9', basis: 'billed' }]]),
    );
    expect(costsOfCounts(counts, ['ended', 'active'])).toEqual(
      new Map([['llm', { nano: '5000000703', savings: '9', basis: 'estimated' }]]),
    );
  });

  it('knows of a cost of nothing', () => {
    const { counts } = totalsAfter([new Story().cost('a', { amount_nano_usd: 0 })]);
    expect(costsOfCounts(counts, ['active'])).toEqual(
      new Map([['llm', { nano: '0', savings: '0', basis: 'estimated' }]]),
    );
  });
});
