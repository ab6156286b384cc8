import type { StoredEvent } from '@callscope/call-events';
import { MAX_LATENCY_MS } from '@callscope/call-state';
import { histogramOf } from '@callscope/histogram';
import { Story } from '../testing/events';
import { cellsAfter, NO_CELLS, totalsAfter } from '../testing/folds';
import { storedCells } from '../testing/stored-cells';
import { NO_CALLS } from './aggregates.read-model';

describe('aggregates', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  describe('a call that runs', () => {
    it('counts as active under its direction', () => {
      const totals = totalsAfter([story.started('a'), story.started('b'), story.initiated('c')]);
      expect(totals).toMatchObject({
        active: { inbound: 2, outbound: 1 },
        directions: { inbound: 2, outbound: 1 },
        ended: {},
      });
    });

    it('moves to another direction when a better source tells it', () => {
      const totals = totalsAfter([story.turn('a'), story.initiated('a'), story.started('a')]);
      expect([totals.active, totals.directions]).toEqual([{ inbound: 1 }, { inbound: 1 }]);
    });
  });

  describe('a call that ends', () => {
    it('leaves the active ones and counts under its status', () => {
      const totals = totalsAfter([
        story.started('a'),
        story.started('b'),
        story.ended('a', { reason: 'user_hangup', duration_ms: 60_000 }),
        story.ended('b', { reason: 'no_answer' }),
      ]);
      expect(totals).toMatchObject({ active: {}, ended: { completed: 1, no_answer: 1 }, directions: { inbound: 2 } });
    });

    it('takes its money along', () => {
      const events = [story.started('a'), story.cost('a', { amount_nano_usd: 700 })];
      const running = totalsAfter(events);
      expect([running.active_costs.llm?.nano, running.ended_costs, running.stated_nano]).toEqual(['700', {}, '0']);
      const ended = totalsAfter([...events, story.ended('a')]);
      expect([ended.active_costs, ended.ended_costs.llm?.nano, ended.stated_nano]).toEqual([{}, '700', '700']);
    });

    it('takes the savings of its costs as they stand', () => {
      const final = (savings: number): StoredEvent =>
        story.cost('a', { amount_nano_usd: 700, mode: 'final', savings_nano_usd: savings });
      expect(totalsAfter([final(10), final(30)]).active_costs.llm).toMatchObject({ nano: '700', savings: '30' });
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
      expect(totals.ended).toEqual({ completed: 1, failed: 1 });
      expect(totals.latency.response_ms).toEqual(histogramOf([300, 900]));
      expect(totals.durations).toEqual(histogramOf([2_000, 5_000]));
    });

    it('counts once, however many ends are told', () => {
      const totals = totalsAfter([
        story.started('a'),
        story.ended('a', { duration_ms: 1_000 }),
        story.status('a', { status: 'completed' }),
        story.ended('a', { duration_ms: 3_000 }),
      ]);
      expect([totals.ended, totals.duration]).toEqual([{ completed: 1 }, { n: 1, us: 3_000_000 }]);
      expect(totals.durations).toMatchObject({ n: 1, buckets: histogramOf([3_000]).buckets });
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
      expect(totals.turns).toEqual({ abandoned: 1, completed: 1, interrupted: 1 });
      expect(totals.latency.response_ms).toEqual(histogramOf([900]));
    });

    it('leave out what is longer than a latency can be', () => {
      const values = [MAX_LATENCY_MS, MAX_LATENCY_MS + 0.1];
      const totals = totalsAfter(values.map((ms, turn) => story.turn('a', { turn, latency: { response_ms: ms } })));
      expect(totals.latency.response_ms).toEqual(histogramOf([MAX_LATENCY_MS]));
      expect([totals.turns, totals.over_60s]).toEqual([{ completed: 2 }, { response_ms: 1 }]);
    });

    it('are not added again by a correction', () => {
      const totals = totalsAfter([
        story.turn('a', { turn: 1, latency: { response_ms: 100 } }),
        story.turn('a', { turn: 2, latency: { response_ms: 500 } }),
        story.turn('a', { turn: 3, latency: { response_ms: 900 } }),
        story.corrected('a', { turn: 2, latency: { response_ms: 700 } }),
        story.corrected('a', { turn: 2, latency: { response_ms: 300, stt_ms: 40 } }),
      ]);
      expect(totals.turns).toEqual({ completed: 3 });
      expect(totals.latency.response_ms).toEqual(histogramOf([100, 300, 900]));
      expect(totals.latency.stt_ms).toEqual(histogramOf([40]));
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
      const { n, buckets } = histogramOf([300, 700]);
      expect(totals.latency.response_ms).toMatchObject({ n, buckets });
      expect(totals.turns).toEqual({ completed: 2 });
    });

    it('leave the histogram when a correction says that they were interrupted', () => {
      const totals = totalsAfter([
        story.turn('a', { latency: { response_ms: 100 } }),
        story.corrected('a', { latency: { response_ms: 100 }, outcome: 'interrupted' }),
      ]);
      expect(totals).toMatchObject({ turns: { interrupted: 1 }, latency: NO_CALLS.latency });
    });

    it('are gone when the report in force does not list them', () => {
      const source = { framework: 'patter', adapter: 'patter' };
      const totals = totalsAfter([
        story.turn('a', { turn: 0, latency: { response_ms: 100 } }, { source }),
        story.turn('a', { turn: 1, latency: { response_ms: 200 } }, { source }),
        story.ended('a', { report_id: 'first', turns: [0, 1] }),
        story.ended('a', { report_id: 'second', turns: [1] }),
      ]);
      expect([totals.turns, totals.latency.response_ms]).toEqual([{ completed: 1 }, histogramOf([200])]);
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
      expect(totalsAfter(events)).toMatchObject({ active: {}, ended: { timed_out: 1 } });
      expect(totalsAfter([...events, story.turn('a')])).toMatchObject({ active: { inbound: 1 }, ended: {} });
    });
  });
});
