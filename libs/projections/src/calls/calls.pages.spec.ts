import type { StoredEvent } from '@callscope/call-events';
import type { CallRow } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { matchOf } from '../call-search/search-words';
import { BEGINNING, Story } from '../testing/events';
import { ownViews } from '../testing/own-views';
import type { CallsFilter, CallsPageQuery, CallsSearch, Place } from './calls.page';
import { CallsPages } from './calls.pages';
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

const anyCall = fc.record({
  at: fc.nat(5),
  cost: fc.option(fc.nat(3), { freq: 1 }),
  response: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 1 }),
  direction: fc.constantFrom('inbound' as const, 'outbound' as const),
  mode: fc.option(fc.constantFrom('pipeline' as const, 'realtime' as const), { nil: undefined }),
  agent: fc.option(fc.constantFrom('desk', 'night'), { nil: undefined }),
  end: fc.option(fc.constantFrom('user_hangup' as const, 'busy' as const), { freq: 1 }),
  hidden: fc.nat(5).map((n) => n === 0),
  text: fc.constantFrom('yes', 'yes refund', 'no'),
});

/** Most often not filtered by: what passes seven filters is nothing. */
const any = <T>(...values: T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
const anyQuery: fc.Arbitrary<CallsPageQuery> = fc.record({
  sort: fc.constantFrom('started_at' as const, 'duration_ms' as const, 'cost_usd' as const, 'response_p95_ms' as const),
  descending: fc.boolean(),
  limit: fc.integer({ min: 1, max: 4 }),
  filter: fc
    .record({
      status: any('in_progress', 'completed', 'busy'),
      live: any(true, false),
      direction: any('inbound', 'outbound'),
      mode: any('pipeline', 'realtime'),
      agent: any('desk', 'night'),
      from: any(BEGINNING + 1, BEGINNING + 3),
      to: any(BEGINNING + 4),
    })
    .map((filter) => filter as CallsFilter),
  search: any('refund', 'yes').map((text) => (text === undefined ? null : typed(text))),
  after: fc.constant(null),
});

function storyOf(calls: readonly (typeof anyCall extends fc.Arbitrary<infer Call> ? Call : never)[]): StoredEvent[] {
  const story = new Story();
  return calls.flatMap((call, n) => {
    const { mode, direction, agent } = call;
    const facts = { direction, ...(mode && { mode }), ...(agent && { agent: { id: agent } }) };
    const latency = call.response === null ? {} : { response_ms: call.response };
    return [
      story.started(`${n}`, facts, { at: BEGINNING + call.at }),
      story.turn(`${n}`, { user_text: call.text, latency }),
      ...(call.cost === null ? [] : [story.cost(`${n}`, { amount_nano_usd: call.cost })]),
      ...(call.end ? [story.ended(`${n}`, { duration_ms: call.at, reason: call.end })] : []),
      ...(call.hidden ? [story.own('hidden', `${n}`)] : []),
    ];
  });
}

const VALUES: Record<CallsPageQuery['sort'], (call: CallRow) => number | null> = {
  started_at: (call) => call.started_at,
  duration_ms: (call) => call.duration_ms,
  cost_usd: (call) => call.cost.total_usd,
  response_p95_ms: (call) => call.latency.response_ms.p95,
};

const placeOf = (call: CallRow, sort: CallsPageQuery['sort']): Place => ({
  value: VALUES[sort](call),
  key: call.call_id,
});

/** Ids of the calls that a query wants, in order, with nothing but what a call shows of itself. */
function plainPage(
  calls: readonly CallRow[],
  texts: readonly string[],
  { filter, search, sort, descending }: CallsPageQuery,
): string[] {
  const wanted = calls.filter((call) => {
    const { from = 0, to = Infinity, live, agent, ...words } = filter;
    const begun = call.started_at ?? 0;
    const said = search === null || texts[Number(call.call_id)]?.includes(search.typed);
    return (
      begun >= from &&
      begun < to &&
      said &&
      (live === undefined || call.live === live) &&
      (agent === undefined || call.agent?.id === agent) &&
      (['status', 'direction', 'mode'] as const).every(
        (name) => words[name] === undefined || call[name] === words[name],
      )
    );
  });
  const way = descending ? -1 : 1;
  const compare = (a: Place, b: Place): number => {
    if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
    return ((a.value ?? 0) - (b.value ?? 0)) * way || (a.key < b.key ? -way : way);
  };
  return wanted.sort((a, b) => compare(placeOf(a, sort), placeOf(b, sort))).map(({ call_id: id }) => id);
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

  it('gives the same when many ids begin with what was typed, and of most calls no word is known', () => {
    const ids = Array.from({ length: 6 }, (_, n) => `call-${n}`);
    const events = [...ids, 'other'].map((id) => story.cost(id));
    const { db } = ownViews([...events, story.turn('call-3', { user_text: 'yes' }), story.turn('other')]);
    const search = (text: string, fewMatches: number): string[] =>
      new CallsPages(db, 1_000, fewMatches)
        .read({ ...ALL, sort: 'cost_usd', descending: false, search: typed(text) }, 50)
        .map(({ key }) => key);
    const both = (text: string): string[][] => [search(text, 2), search(text, 100)];
    expect(both('call-')).toEqual([ids, ids]);
    expect(both('yes')).toEqual([['call-3'], ['call-3']]);
  });

  it('is what filtering and sorting all calls gives, in whatever sort, filter, search and size of page', () => {
    fc.assert(
      fc.property(
        fc.array(anyCall, { maxLength: 12 }),
        anyQuery,
        fc.constantFrom(-1, 2, 1_000),
        (calls, query, few) => {
          const views = ownViews(storyOf(calls));
          const all = new CallsQueries(views)
            .page({ ...ALL, limit: 100 })
            .calls.map((call) => JSON.parse(call) as CallRow);
          const found: string[] = [];
          const pages = new CallsPages(views.db, few);
          for (;;) {
            const last = found.at(-1);
            const after =
              last === undefined
                ? null
                : placeOf(
                    all.find(({ call_id: id }) => id === last)!,
                    query.sort,
                  );
            const next = pages.read({ ...query, after }, query.limit);
            found.push(...next.map(({ key }) => key));
            if (next.length < query.limit) break;
          }
          views.close();
          expect(found).toEqual(
            plainPage(
              all,
              calls.map(({ text }) => text),
              query,
            ),
          );
        },
      ),
      RUNS,
    );
  });
});
