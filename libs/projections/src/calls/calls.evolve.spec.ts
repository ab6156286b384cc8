import type { StoredEvent } from '@callscope/call-events';
import { callRow } from '@callscope/call-state';
import { BEGINNING, Story } from '../testing/events';
import { callAfter } from '../testing/folds';
import { evolve } from './calls.evolve';
import { CallsProjection } from './calls.projection';
import { CALLS_COLUMNS } from './calls.read-model';

/** Seconds after the beginning of the story, as epoch ms. */
const second = (n: number): number => BEGINNING + n * 1_000;

describe('calls', () => {
  const projection = new CallsProjection();
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  const columns = (events: readonly StoredEvent[]): Record<string, unknown> => {
    const row = callAfter(events);
    return Object.fromEntries(
      Object.entries(CALLS_COLUMNS).map(([name, column]) => [name, column.of(row, row.call_id)]),
    );
  };

  it('has one row a call, under the id of the call', () => {
    expect(projection.keys(story.turn('call-7'))).toEqual(['call-7']);
  });

  it.each<[string, (from: Story) => StoredEvent]>([
    ['its initiation', (from) => from.initiated('a')],
    ['its start', (from) => from.started('a')],
    ['a turn', (from) => from.turn('a')],
    ['a cost', (from) => from.cost('a')],
    ['a status', (from) => from.status('a')],
    ['a latency', (from) => from.latency('a')],
    ['a note', (from) => from.note('a')],
    ['its end', (from) => from.ended('a')],
  ])('opens a row at the first event that names the call: %s', (_what, first) => {
    const row = projection.evolve(null, first(story));
    expect(callRow(row)).toMatchObject({ call_id: 'a', position: 1 });
  });

  it('keeps the row when the call ends', () => {
    const row = callAfter([story.started('a'), story.ended('a')]);
    expect(callRow(row)).toMatchObject({ live: false, status: 'completed', position: 2 });
  });

  it('stands at the newest event of the call', () => {
    expect(callAfter([story.started('a'), story.started('b'), story.turn('a')]).position).toBe(3);
  });

  it('leaves the row that it is given as it was', () => {
    const row = callAfter([story.started('a'), story.turn('a'), story.cost('a')]);
    const before = JSON.stringify(row);
    for (const next of [story.turn('a', { turn: 2 }), story.cost('a'), story.ended('a')]) evolve(row, next);
    expect(JSON.stringify(row)).toBe(before);
  });

  it('goes on from a row that was written and read back, as if it had not been', () => {
    const events = [
      story.initiated('a', { from: '+12125550110', agent: { name: 'Ada' } }),
      story.started('a'),
      story.turn('a', { latency: { response_ms: 812.5 } }),
      story.cost('a', { amount_nano_usd: 60 }),
      story.corrected('a', { outcome: 'interrupted' }),
      story.ended('a', { duration_ms: 9_000, report_id: 'r', turns: [1], report: { metrics: {} } }),
    ];
    const throughTheFile = events.reduce<ReturnType<typeof callAfter> | null>(
      (row, event) => evolve(row && (JSON.parse(JSON.stringify(row)) as typeof row), event),
      null,
    );
    expect(JSON.stringify(throughTheFile)).toBe(JSON.stringify(callAfter(events)));
  });

  describe('columns', () => {
    it('say that a call runs, and since when', () => {
      expect(columns([story.initiated('a')])).toMatchObject({ live: 1, begun_at: second(1) });
      expect(columns([story.initiated('b'), story.started('b')])).toMatchObject({ live: 1, begun_at: second(3) });
    });

    it('say that a call has ended, and when', () => {
      const events = [story.started('a'), story.turn('a'), story.ended('a')];
      expect(columns(events)).toMatchObject({ live: 0, begun_at: second(1), ended_at: second(3) });
    });

    it('take the start of a call without one from its end and its duration', () => {
      const events = [story.ended('a', { duration_ms: 400 })];
      expect(columns(events)).toMatchObject({ live: 0, begun_at: second(1) - 400, duration_ms: 400 });
    });

    it('give a call of which no start is known the time of its earliest event', () => {
      expect(columns([story.turn('a'), story.turn('a', { turn: 2 })])).toMatchObject({ live: 1, begun_at: second(1) });
    });

    it('say whether a call may be seen', () => {
      const events = [story.started('a'), story.own('hidden', 'a'), story.own('unhidden', 'a')];
      expect([1, 2, 3].map((n) => columns(events.slice(0, n))['hidden'])).toEqual([0, 1, 0]);
    });

    it('say by what lists are filtered and sorted', () => {
      const events = [
        story.started('a', { direction: 'outbound', mode: 'pipeline', agent: { id: 'ada', name: 'Ada' } }),
        story.turn('a', { latency: { response_ms: 812.5 } }),
        story.cost('a', { amount_nano_usd: 1_500_000_000 }),
      ];
      expect(columns(events)).toMatchObject({
        facets: '1|in_progress|outbound|pipeline',
        agent: 'ada',
        cost_usd: 1.5,
        response_p95_ms: 812.5,
      });
    });
  });
});
