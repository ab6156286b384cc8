import type { StoredEvent } from '@callscope/call-events';
import { type CallForm, CallsQueries, type CallsPageQuery, type ToldCall } from '@callscope/projections';
import { BEGINNING, Story } from '../../../../libs/projections/src/testing/events';
import { ownViews } from '../../../../libs/projections/src/testing/own-views';
import { walkCalls, type WalkQuery } from './call-walk';

const ALL: WalkQuery = { sort: 'started_at', descending: true, filter: {}, search: null };
/** Two pages and a half. */
const CALLS = 250;

/** Views with calls that began a second after one another, and a walk through them that others write into. */
class Scene {
  readonly story = new Story();
  readonly views = ownViews(
    Array.from({ length: CALLS }, (_, n) => this.story.started(`call-${n}`, {}, { at: BEGINNING + n * 1_000 })),
  );
  readonly queries = new CallsQueries(this.views);
  readonly since = this.views.position;

  take(...events: StoredEvent[]): void {
    this.views.apply(events);
    this.views.flush();
  }

  /** Ids in the order of the walk; `between` runs once the first page was read. */
  async walk(wanted: WalkQuery, between: () => void = () => undefined, form: CallForm = 'shown'): Promise<string[]> {
    const { queries } = this;
    let isFirst = true;
    const remote = {
      told: async (query: CallsPageQuery) => {
        if (!isFirst) between();
        const page = queries.told(query, form);
        isFirst = false;
        return page;
      },
      toldAmong: async (query: CallsPageQuery, _form: CallForm, keys: readonly string[]) =>
        queries.toldAmong(query, form, keys),
      changedKeys: async (position: number, limit: number) => queries.changedKeys(position, limit),
    };
    const pages: ToldCall[] = [];
    for await (const page of walkCalls(remote, wanted, form, this.since)) pages.push(...page);
    expect(pages.every(({ key, json }) => (JSON.parse(json) as { call_id: string }).call_id === key)).toBe(true);
    return pages.map(({ key }) => key);
  }
}

const everyCall = Array.from({ length: CALLS }, (_, n) => `call-${n}`);
const inOrder = (ids: readonly string[]): string[] => [...ids].sort();

describe('a walk through calls', () => {
  it.each(['shown', 'row'] as const)('tells every call once, in order, as %s', async (form) => {
    expect(await new Scene().walk(ALL, undefined, form)).toEqual([...everyCall].reverse());
  });

  it('tells a call once that moves down the list while it is read', async () => {
    const scene = new Scene();
    scene.take(...everyCall.map((id, n) => scene.story.cost(id, { amount_nano_usd: 1_000 * (n + 1) })));
    const cheapestFirst: WalkQuery = { ...ALL, sort: 'cost_usd', descending: false };
    let isDearer = false;
    const ids = await scene.walk(cheapestFirst, () => {
      if (!isDearer) scene.take(scene.story.cost('call-0', { amount_nano_usd: 1_000_000_000 }));
      isDearer = true;
    });
    expect(ids[0]).toBe('call-0');
    expect(inOrder(ids)).toEqual(inOrder(everyCall));
  });

  it('tells a call at the end that moved up the list, past what was read already', async () => {
    const scene = new Scene();
    const byDuration: WalkQuery = { ...ALL, sort: 'duration_ms' };
    const ids = await scene.walk(byDuration, () => {
      scene.take(scene.story.ended('call-100', { duration_ms: 99_000 }));
    });
    expect(ids.at(-1)).toBe('call-100');
    expect(inOrder(ids)).toEqual(inOrder(everyCall));
  });

  it('tells what comes in between at most once', async () => {
    const scene = new Scene();
    let come = 0;
    const ids = await scene.walk(ALL, () => {
      scene.take(scene.story.started(`new-${(come += 1)}`));
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(everyCall));
  });

  it('tells only what the filter lets through, also at the end', async () => {
    const scene = new Scene();
    const inbound: WalkQuery = {
      ...ALL,
      filter: { direction: 'inbound', from: BEGINNING + 1_000, to: BEGINNING + 249_000 },
    };
    const ids = await scene.walk(inbound, () => {
      scene.take(scene.story.started('other', { direction: 'outbound' }, { at: BEGINNING + 2_000 }));
      scene.take(scene.story.started('late', {}, { at: BEGINNING + 900_000 }));
      scene.take(scene.story.own('hidden', 'call-7'));
    });
    expect(inOrder(ids)).toEqual(inOrder(everyCall.filter((id) => !['call-0', 'call-7', 'call-249'].includes(id))));
  });

  it('looks for words at the end as well', async () => {
    const scene = new Scene();
    const told = Array.from({ length: CALLS }, (_, n) => scene.story.turn(`call-${n}`, { user_text: 'a refund' }));
    scene.take(...told);
    const refund: WalkQuery = { ...ALL, search: { typed: 'refund', expression: '"refund"' } };
    const ids = await scene.walk(refund, () => {
      scene.take(scene.story.started('silent', {}, { at: BEGINNING + 900_000 }));
      scene.take(scene.story.turn('told', { user_text: 'my refund' }));
    });
    expect(inOrder(ids)).toEqual(inOrder([...everyCall, 'told']));
  });
});
