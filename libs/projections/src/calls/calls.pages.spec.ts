import type { StoredEvent } from '@callscope/call-events';
import type { CallRow } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { matchOf } from '../call-search/search-words';
import { BEGINNING, Story } from '../testing/events';
import { ownViews } from '../testing/own-views';
import type { CallsPageQuery, CallsSearch } from './calls.page';
import { CallsQueries } from './calls.queries';

const ALL: CallsPageQuery = {
  sort: 'started_at',
  descending: true,
  limit: 50,
  filter: {},
  search: null,
  after: null,
};

const typed = (text: string): CallsSearch => ({ typed: text, expression: matchOf(text) });

/** Ids of one page. */
function page(queries: CallsQueries, query: Partial<CallsPageQuery>): string[] {
  return queries.page({ ...ALL, ...query }).calls.map((call) => (JSON.parse(call) as CallRow).call_id);
}

/** Ids of all pages, one after the other. */
function pages(queries: CallsQueries, query: Partial<CallsPageQuery>): string[] {
  const ids: string[] = [];
  let after: CallsPageQuery['after'] = null;
  do {
    const one = queries.page({ ...ALL, ...query, after });
    ids.push(...one.calls.map((call) => (JSON.parse(call) as CallRow).call_id));
    after = one.next;
  } while (after);
  return ids;
}

describe('a page of calls', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  const over = (events: readonly StoredEvent[]): CallsQueries => new CallsQueries(ownViews(events));

  it.each<[string, Partial<CallsPageQuery>, string[]]>([
    ['newest start first', {}, ['c', 'b', 'a']],
    ['oldest start first', { descending: false }, ['a', 'b', 'c']],
    ['dearest first, those without a cost last', { sort: 'cost_usd' }, ['a', 'c', 'b']],
    ['cheapest first, those without a cost last', { sort: 'cost_usd', descending: false }, ['c', 'a', 'b']],
  ])('is sorted: %s', (_what, query, expected) => {
    const queries = over([
      story.started('a'),
      story.started('b'),
      story.started('c'),
      story.cost('a', { amount_nano_usd: 5_000 }),
      story.cost('c', { amount_nano_usd: 1_000 }),
    ]);
    expect(page(queries, query)).toEqual(expected);
    expect(pages(queries, { ...query, limit: 1 })).toEqual(expected);
  });

  it('lets only those through that fulfil every filter', () => {
    const queries = over([
      story.started('a', { mode: 'pipeline', agent: { id: 'desk' } }),
      story.started('b', { mode: 'realtime', agent: { id: 'desk' } }),
      story.started('c', { mode: 'pipeline', agent: { name: 'desk' }, direction: 'outbound' }),
      story.ended('c', { reason: 'busy' }),
    ]);
    expect(page(queries, { filter: { agent: 'desk' } })).toEqual(['c', 'b', 'a']);
    expect(page(queries, { filter: { agent: 'desk', mode: 'pipeline' } })).toEqual(['c', 'a']);
    expect(page(queries, { filter: { live: true, mode: 'pipeline' } })).toEqual(['a']);
    expect(page(queries, { filter: { status: 'busy' } })).toEqual(['c']);
    expect(page(queries, { filter: { direction: 'outbound' } })).toEqual(['c']);
    expect(page(queries, { filter: { from: BEGINNING + 2_000, to: BEGINNING + 3_000 } })).toEqual(['b']);
    expect(page(queries, { filter: { status: 'failed' } })).toEqual([]);
  });

  it('shows no call that is hidden, searched for or not', () => {
    const queries = over([
      story.turn('a', { user_text: 'refund' }),
      story.turn('b', { user_text: 'refund' }),
      story.own('hidden', 'b'),
    ]);
    expect([page(queries, {}), page(queries, { search: typed('refund') })]).toEqual([['a'], ['a']]);
  });

  it('keeps its place while calls arrive', () => {
    const views = ownViews([story.started('a'), story.started('b'), story.started('c')]);
    const queries = new CallsQueries(views);
    const first = queries.page({ ...ALL, limit: 1 });
    views.apply([story.started('d')]);
    views.flush();
    expect(page(queries, { after: first.next })).toEqual(['b', 'a']);
  });

  it('tells what has changed since, in the order of the newest events', () => {
    const queries = over([story.started('a'), story.started('b'), story.turn('a'), story.own('hidden', 'b')]);
    const told = queries.changedSince(2, 10).map(({ callId, position, hidden }) => [callId, position, hidden]);
    expect(told).toEqual([
      ['a', 3, false],
      ['b', 4, true],
    ]);
    expect(queries.changedSince(4, 10)).toEqual([]);
  });

  /** Thousands match: the sorted list is looked through instead. */
  it('gives the same whether few or many calls match', () => {
    const CALLS = 5_200;
    const events = Array.from({ length: CALLS }, (_, n) =>
      story.turn(
        `call-${n}`,
        { user_text: n % 100 === 0 ? 'yes rarely' : 'yes' },
        { at: BEGINNING + ((n * 7) % CALLS) },
      ),
    );
    const queries = over(events);
    const byTime = Array.from({ length: CALLS }, (_, n) => n).sort((a, b) => ((b * 7) % CALLS) - ((a * 7) % CALLS));
    const ids = byTime.map((n) => `call-${n}`);
    expect(pages(queries, { search: typed('yes'), limit: 1_000 })).toEqual(ids);
    expect(pages(queries, { search: typed('rarely'), limit: 20 })).toEqual(ids.filter((id) => /-(\d*00|0)$/.test(id)));
  });

  it('goes through every call once, in whatever sort, filter and size of page', () => {
    const facts = fc.record({
      at: fc.nat(5),
      cost: fc.option(fc.nat(3)),
      mode: fc.constantFrom('pipeline' as const, 'realtime' as const),
      ends: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(facts, { maxLength: 12 }),
        fc.constantFrom('started_at', 'duration_ms', 'cost_usd', 'response_p95_ms'),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        (calls, sort, descending, limit) => {
          const told = new Story();
          const events = calls.flatMap(({ at, cost, mode, ends }, n) => [
            told.started(`${n}`, { mode }, { at: BEGINNING + at }),
            ...(cost === null ? [] : [told.cost(`${n}`, { amount_nano_usd: cost })]),
            ...(ends ? [told.ended(`${n}`, { duration_ms: at })] : []),
          ]);
          const queries = over(events);
          const found = pages(queries, { sort, descending, limit, filter: { mode: 'pipeline' } });
          const wanted = calls.flatMap(({ mode }, n) => (mode === 'pipeline' ? `${n}` : []));
          expect([...found].sort()).toEqual([...wanted].sort());
          expect(page(queries, { sort, descending, filter: { mode: 'pipeline' } })).toEqual(found);
        },
      ),
      { numRuns: RUNS.numRuns / 4 },
    );
  });
});
