import type { StoredEvent } from '@callscope/call-events';
import { histogramOf } from '@callscope/histogram';
import { baselineKey } from '../kernel/baseline';
import { BEGINNING, Story } from '../testing/events';
import { totalsAfter } from '../testing/folds';
import { ownViews } from '../testing/own-views';
import { AggregatesQueries } from './aggregates.queries';
import { NO_CALLS } from './aggregates.read-model';
import { cellKey, LIFETIME as ALL } from './cells';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const NOON = Math.floor(BEGINNING / DAY) * DAY + 12 * HOUR;
const LIFETIME = { range: null, groupBy: null, histogram: false, comparePrevious: false };

function queriesAfter(events: readonly StoredEvent[]): AggregatesQueries {
  return new AggregatesQueries(ownViews(events));
}

describe('AggregatesQueries', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  it('gives the totals as they were folded, and as of which position they stand', () => {
    const events = [story.started('a'), story.turn('a', { latency: { response_ms: 812.5 } }), story.ended('a')];
    const queries = queriesAfter(events);
    expect(queries.totals()).toEqual(totalsAfter(events));
    expect(queries.stats(LIFETIME, 17).as_of).toEqual({ position: 3, at: 17 });
  });

  it('gives the totals of no calls before the first', () => {
    const queries = queriesAfter([]);
    expect(queries.totals()).toEqual(NO_CALLS);
    expect(queries.stats(LIFETIME, 17)).toMatchObject({ as_of: { position: 0 }, calls: { total: 0 }, series: [] });
  });

  it('gives totals that stay as they are when more is taken in', () => {
    const views = ownViews([story.turn('a', { latency: { response_ms: 900 } })]);
    const totals = new AggregatesQueries(views).totals();
    const before = structuredClone(totals);
    views.apply([story.turn('b', { latency: { response_ms: 100 } })]);
    expect(totals).toEqual(before);
  });

  it('takes a stage that the sums of trimmed calls do not hold as not measured in them', () => {
    const former = { counts: { 'turns:completed': 1 }, histograms: { response_ms: histogramOf([900]) } };
    const row = JSON.stringify({ row: former, at: 1, mark: { response_ms: [900, 900] } });
    const baseline = { version: 1, trimmedUpTo: 1, rows: new Map([[baselineKey('aggregates', cellKey(ALL)), row]]) };
    const events = [story.started('a'), story.turn('a', { latency: { response_ms: 800, endpoint_ms: 200 } })];
    const { latency } = new AggregatesQueries(ownViews(events, ':memory:', baseline)).stats(LIFETIME, 17);
    expect(latency.endpoint_ms).toMatchObject({ n: 1, coverage: 0.5, min: 200, max: 200 });
    expect(latency.response_ms).toMatchObject({ n: 2, coverage: 1, min: 800, max: 900 });
  });

  it('reads a range from the longest cells that fit, in order of time', () => {
    const starts = [NOON + DAY + HOUR + MINUTE, NOON, NOON + HOUR, NOON + DAY + HOUR, NOON + DAY - HOUR, NOON - MINUTE];
    const queries = queriesAfter(starts.map((at) => story.started(`call-${at}`, {}, { at })));
    const cells = (coarsest: 'minute' | 'hour' | 'day'): number[] =>
      queries.cells(NOON, NOON + DAY + HOUR + MINUTE, coarsest).map(({ start }) => start - NOON);
    expect(cells('minute')).toEqual([0, HOUR, DAY - HOUR, DAY + HOUR]);
    expect(cells('hour')).toEqual([0, HOUR, DAY - HOUR, DAY + HOUR]);
    expect(queries.cells(NOON - 12 * HOUR, NOON + 12 * HOUR, 'day').map(({ start }) => start)).toEqual([
      NOON - 12 * HOUR,
    ]);
  });

  it('gives the groups of a window whatever their names are', () => {
    const names = ['a|b', '"q"', 'x\ud800', 'nul\0', ''];
    const events = names.flatMap((id, number) => [
      story.started(`early-${number}`, { agent: { id } }, { at: NOON }),
      story.started(`late-${number}`, { agent: { id } }, { at: NOON + HOUR + MINUTE }),
    ]);
    const range = { from: NOON, to: NOON + HOUR + 2 * MINUTE };
    const queries = queriesAfter(events);
    for (const query of [LIFETIME, { ...LIFETIME, range }]) {
      const { groups } = queries.stats({ ...query, groupBy: 'agent' }, 0);
      const shown = groups!.map(({ value, calls }) => [value, calls.total]);
      expect(new Map(shown as [string | null, number][])).toEqual(
        new Map<string | null, number>([
          ['a|b', 2],
          ['"q"', 2],
          ['x\ufffd', 2],
          ['nul\0', 2],
          [null, 2],
        ]),
      );
    }
  });

  it('gives no group for a value that its calls have no longer', () => {
    const events = [story.started('a', { agent: { id: 'ada' } }), story.ended('a'), story.own('hidden', 'a')];
    const range = { from: BEGINNING - HOUR, to: BEGINNING + 2 * HOUR };
    expect(queriesAfter(events).stats({ ...LIFETIME, range, groupBy: 'agent' }, 0).groups).toEqual([]);
  });
});
