import type { StoredEvent } from '@callscope/call-events';
import { MAX_LATENCY_MS } from '@callscope/call-state';
import { histogramOf, normalise } from '@callscope/histogram';
import { Story } from '../testing/events';
import { cellsAfter, NO_CELLS, totalsAfter } from '../testing/folds';
import { settledRow, storedCells } from '../testing/stored-cells';
import type { AggregatesRow } from './aggregates.read-model';
import { wordsOf } from './counts';
import type { Counts } from './open-counts';

function moneyOf({ counts }: AggregatesRow): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([name]) => /^(cost|stated):/.test(name)));
}

function turnsOf({ counts }: AggregatesRow): Counts {
  return Object.fromEntries(wordsOf(counts, 'turns'));
}

describe('aggregates', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  describe('a call that runs', () => {
    it('counts as active under its direction', () => {
      const totals = totalsAfter([story.started('a'), story.started('b'), story.initiated('c')]);
      expect(totals.counts).toEqual({
        'active:inbound': 2,
        'active:outbound': 1,
        'direction:inbound': 2,
        'direction:outbound': 1,
      });
    });

    it('moves to another direction when a better source tells it', () => {
      const { counts } = totalsAfter([story.turn('a'), story.initiated('a'), story.started('a')]);
      expect(counts).toEqual({ 'active:inbound': 1, 'direction:inbound': 1, 'turns:completed': 1 });
    });
  });

  describe('a call that ends', () => {
    it('leaves the active ones and counts under its status', () => {
      const { counts } = totalsAfter([
        story.started('a'),
        story.started('b'),
        story.ended('a', { reason: 'user_hangup', duration_ms: 60_000 }),
        story.ended('b', { reason: 'no_answer', duration_ms: 0 }),
      ]);
      expect(counts).toEqual({
        'ended:completed': 1,
        'ended:no_answer': 1,
        'direction:inbound': 2,
        'duration:n': 2,
        'duration:us': 60_000_000,
      });
    });

    it('takes its money along', () => {
      const events = [story.started('a'), story.cost('a', { amount_nano_usd: 700 })];
      expect(moneyOf(totalsAfter(events))).toEqual({
        'cost:active:llm:estimated': 1,
        'cost:active:llm:nano': 700,
      });
      expect(moneyOf(totalsAfter([...events, story.ended('a', { duration_ms: 0 })]))).toEqual({
        'cost:ended:llm:estimated': 1,
        'cost:ended:llm:nano': 700,
        'stated:nano': 700,
      });
    });

    it('takes the savings of its costs as they stand', () => {
      const final = (savings: number): StoredEvent =>
        story.cost('a', { amount_nano_usd: 700, mode: 'final', savings_nano_usd: savings });
      expect(moneyOf(totalsAfter([final(10), final(30)]))).toEqual({
        'cost:active:llm:estimated': 1,
        'cost:active:llm:nano': 700,
        'cost:active:llm:savings': 30,
      });
    });

    it('keeps the exact extremes when something else of it is told anew', () => {
      const latency = { response_ms: 900 };
      const totals = totalsAfter([
        story.turn('a', { turn: 1, latency }),
        story.turn('a', { turn: 2, latency: { response_ms: 300 } }),
        story.ended('b', { duration_ms: 2_000 }),
        story.ended('a', { duration_ms: 5_000 }),
        story.corrected('a', { turn: 1, latency: { ...latency, stt_ms: 40 } }),
        story.ended('a', { duration_ms: 5_000, reason: 'error' }),
        story.initiated('a'),
      ]);
      expect(totals.counts).toMatchObject({ 'ended:completed': 1, 'ended:failed': 1 });
      expect(totals.histograms).toEqual({
        response_ms: histogramOf([300, 900]),
        stt_ms: histogramOf([40]),
        duration_ms: histogramOf([2_000, 5_000]),
      });
    });

    it('counts once, however many ends are told', () => {
      const totals = totalsAfter([
        story.started('a'),
        story.ended('a', { duration_ms: 1_000 }),
        story.status('a', { status: 'completed' }),
        story.ended('a', { duration_ms: 3_000 }),
      ]);
      expect(totals.counts).toEqual({
        'ended:completed': 1,
        'direction:inbound': 1,
        'duration:n': 1,
        'duration:us': 3_000_000,
      });
      expect(totals.histograms).toEqual({ duration_ms: histogramOf([3_000]) });
    });

    it('counts the latency that its report states, unless no sum could hold it', () => {
      const stated = (callId: string, total_ms: number): StoredEvent =>
        story.ended(callId, { report_id: 'r', report: { metrics: { latency_avg: { total_ms } } } });
      const { counts } = totalsAfter([stated('a', 812.5), stated('b', 1e14), stated('c', 1e306)]);
      expect(counts).toEqual({
        'ended:completed': 3,
        'direction:unknown': 3,
        'call_latency:n': 1,
        'call_latency:us': 812_500,
      });
    });
  });

  describe('turns', () => {
    it('count by their outcome, and only completed ones are measured', () => {
      const latency = { response_ms: 900 };
      const totals = totalsAfter([
        story.turn('a', { turn: 1, latency }),
        story.turn('a', { turn: 2, latency, outcome: 'interrupted' }),
        story.turn('a', { turn: 3, latency, outcome: 'abandoned' }),
      ]);
      expect(turnsOf(totals)).toEqual({ abandoned: 1, completed: 1, interrupted: 1 });
      expect(totals.histograms).toEqual({ response_ms: histogramOf([900]) });
    });

    it('leave out what is longer than a latency can be', () => {
      const values = [MAX_LATENCY_MS, MAX_LATENCY_MS + 0.1];
      const totals = totalsAfter(values.map((ms, turn) => story.turn('a', { turn, latency: { response_ms: ms } })));
      expect(totals.histograms).toEqual({ response_ms: histogramOf([MAX_LATENCY_MS]) });
      expect(totals.counts).toMatchObject({ 'turns:completed': 2, 'over_60s:response_ms': 1 });
    });

    it('are not added again by a correction', () => {
      const totals = totalsAfter([
        story.turn('a', { turn: 1, latency: { response_ms: 100 } }),
        story.turn('a', { turn: 2, latency: { response_ms: 500 } }),
        story.turn('a', { turn: 3, latency: { response_ms: 900 } }),
        story.corrected('a', { turn: 2, latency: { response_ms: 700 } }),
        story.corrected('a', { turn: 2, latency: { response_ms: 300, stt_ms: 40 } }),
      ]);
      expect(turnsOf(totals)).toEqual({ completed: 3 });
      expect(totals.histograms).toEqual({ response_ms: histogramOf([100, 300, 900]), stt_ms: histogramOf([40]) });
    });

    it('leave the exact extremes known when one of them is corrected to a value close by', () => {
      const totals = totalsAfter([
        story.turn('a', { turn: 0, latency: { response_ms: 300 } }),
        story.turn('a', { turn: 1, latency: { response_ms: 903 } }),
        story.turn('a', { turn: 2, latency: { response_ms: 905 } }),
        story.corrected('a', { turn: 2, latency: { response_ms: 908 } }),
      ]);
      expect(totals.histograms.response_ms).toEqual(histogramOf([300, 903, 908]));
    });

    it('take a latency that was told apart from them once, before or after', () => {
      const value = { turn: 1, value_ms: 700 };
      const totals = totalsAfter([
        story.latency('a', value),
        story.turn('a', { turn: 1 }),
        story.turn('b', { turn: 1, latency: { response_ms: 300 } }),
        story.latency('b', value),
        story.latency('c', value),
      ]);
      expect(settledRow(totals).histograms).toEqual({ response_ms: normalise(histogramOf([300, 700])) });
      expect(turnsOf(totals)).toEqual({ completed: 2 });
    });

    it('leave the histogram when a correction says that they were interrupted', () => {
      const totals = totalsAfter([
        story.turn('a', { latency: { response_ms: 100 } }),
        story.corrected('a', { latency: { response_ms: 100 }, outcome: 'interrupted' }),
      ]);
      expect([turnsOf(totals), totals.histograms]).toEqual([{ interrupted: 1 }, {}]);
    });

    it('are gone when the report in force does not list them', () => {
      const source = { framework: 'patter', adapter: 'patter' };
      const totals = totalsAfter([
        story.turn('a', { turn: 0, latency: { response_ms: 100 } }, { source }),
        story.turn('a', { turn: 1, latency: { response_ms: 200 } }, { source }),
        story.ended('a', { report_id: 'first', turns: [0, 1] }),
        story.ended('a', { report_id: 'second', turns: [1] }),
      ]);
      expect([turnsOf(totals), totals.histograms.response_ms]).toEqual([{ completed: 1 }, histogramOf([200])]);
    });
  });

  describe('a report', () => {
    it('brings the costs into force that came before it, and after another end', () => {
      const totals = totalsAfter([
        story.cost('a', { amount_nano_usd: 700, report_id: 'r' }),
        story.ended('a', { duration_ms: 0 }),
        story.ended('a', { duration_ms: 0, report_id: 'r' }),
      ]);
      expect(moneyOf(totals)).toEqual({
        'cost:ended:llm:estimated': 1,
        'cost:ended:llm:nano': 700,
        'stated:nano': 700,
      });
    });

    it('brings back all the turns that it lists and the one before did not', () => {
      const source = { framework: 'patter', adapter: 'patter' };
      const totals = totalsAfter([
        story.turn('a', { turn: 0, latency: { response_ms: 100 } }, { source }),
        story.turn('a', { turn: 1, latency: { response_ms: 200 } }, { source }),
        story.ended('a', { report_id: 'first', turns: [] }),
        story.ended('a', { report_id: 'second', turns: [0, 1] }),
      ]);
      expect([turnsOf(totals), totals.histograms.response_ms]).toEqual([{ completed: 2 }, histogramOf([100, 200])]);
    });
  });

  describe('a call that is hidden', () => {
    const told = (from: Story): StoredEvent[] => [
      from.started('a'),
      from.turn('a', { latency: { response_ms: 900 } }),
      from.cost('a'),
    ];

    it.each<[string, (from: Story) => StoredEvent[]]>([
      ['while it runs', () => []],
      ['when it has ended', (from) => [from.ended('a', { duration_ms: 4_000 })]],
    ])('%s leaves nothing behind', (_when, end) => {
      expect(cellsAfter([...told(story), ...end(story), story.own('hidden', 'a')])).toEqual(NO_CELLS);
    });

    it('counts nothing of what is told of it later', () => {
      expect(cellsAfter([story.own('hidden', 'a'), ...told(story), story.ended('a')])).toEqual(NO_CELLS);
    });

    it('counts again, with what was told meanwhile, when it is to be seen again', () => {
      const [start, turn, cost] = told(story);
      const again = cellsAfter([start!, story.own('hidden', 'a'), turn!, cost!, story.own('unhidden', 'a')]);
      expect(storedCells(again)).toBe(storedCells(cellsAfter([start!, turn!, cost!])));
    });

    it('stays away when it was erased', () => {
      expect(cellsAfter([...told(story), story.own('erased', 'a'), story.own('unhidden', 'a')])).toEqual(NO_CELLS);
    });
  });

  describe('a call that was given up', () => {
    it('counts as timed out until something is told of it', () => {
      const events = [story.started('a'), story.own('timed_out', 'a')];
      expect(totalsAfter(events).counts).toEqual({ 'ended:timed_out': 1, 'direction:inbound': 1 });
      expect(totalsAfter([...events, story.turn('a')]).counts).toEqual({
        'active:inbound': 1,
        'direction:inbound': 1,
        'turns:completed': 1,
      });
    });
  });
});
