import type { Answer } from '../feed/read-json';
import { aCallRow } from '../testing/a-call-row';
import type { Asked } from './asked';
import { PagedList, type CallsPage, type ListState } from './paged-list';

interface Read {
  readonly asked: Asked;
  readonly cursor: string | null;
  readonly signal: AbortSignal;
  readonly answer: (answer: Answer<CallsPage>) => void;
}

const page = (ids: readonly string[], next_cursor: string | null = null): Answer<CallsPage> => ({
  kind: 'found',
  data: { calls: ids.map((call_id) => aCallRow({ call_id })), next_cursor, head: '0123abcd-41' },
});

describe(PagedList.name, () => {
  let reads: Read[];
  let state: ListState;
  let list: PagedList;
  const ids = (): string[] => state.rows.map((row) => row.call_id);
  const answer = async (told: Answer<CallsPage>): Promise<void> => {
    reads.at(-1)?.answer(told);
    await Promise.resolve().then(() => undefined);
  };

  beforeEach(() => {
    reads = [];
    list = new PagedList(
      (asked, cursor, signal) => new Promise((told) => reads.push({ asked, cursor, signal, answer: told })),
      (next) => (state = next),
    );
    list.ask({ status: 'failed' });
  });

  it('reads on by cursor until there is no more, one page at a time', async () => {
    list.more();
    expect(reads).toHaveLength(1);
    await answer(page(['A', 'B'], 'next'));
    expect(state).toMatchObject({ head: 41, reading: false });
    list.more();
    list.more();
    expect(reads.map((read) => read.cursor)).toEqual([null, 'next']);
    await answer(page(['B', 'C']));
    expect(ids()).toEqual(['A', 'B', 'C']);
    expect([list.placeOf('C'), list.placeOf('D')]).toEqual([2, -1]);
    list.more();
    expect(reads).toHaveLength(2);
  });

  it('lets the newest ask win, and ends the read of the former one', async () => {
    list.ask({ status: 'busy' });
    expect(reads[0]?.signal.aborted).toBe(true);
    await answer(page(['NEW']));
    reads[0]?.answer(page(['OLD']));
    await Promise.resolve();
    expect(ids()).toEqual(['NEW']);
    list.ask({ status: 'busy' });
    expect(reads).toHaveLength(2);
  });

  it('keeps what it shows until the answer of the next ask is here', async () => {
    await answer(page(['A'], 'next'));
    list.ask({ status: 'busy' });
    expect(ids()).toEqual(['A']);
    expect(state).toMatchObject({ reading: true, head: null, next: null });
    await answer(page([]));
    expect(ids()).toEqual([]);
    expect(list.placeOf('A')).toBe(-1);
  });

  it('says why a read failed, and tries that page again', async () => {
    await answer(page(['A'], 'next'));
    list.more();
    await answer({ kind: 'failed', message: 'overloaded' });
    expect(state).toMatchObject({ failure: 'overloaded', reading: false });
    list.more();
    expect(reads).toHaveLength(2);
    list.retry();
    expect(reads.at(-1)?.cursor).toBe('next');
    await answer(page(['B']));
    expect(ids()).toEqual(['A', 'B']);
    expect(state.failure).toBeNull();
  });

  it('leaves out what is shown elsewhere and what is dropped', async () => {
    list.ask({ sort: 'started_at:desc' }, (id) => id === 'BOARD');
    await answer(page(['A', 'BOARD', 'B']));
    expect(ids()).toEqual(['A', 'B']);
    list.drop(['A', 'X']);
    expect(ids()).toEqual(['B']);
    expect([list.placeOf('A'), list.placeOf('B')]).toEqual([-1, 0]);
  });

  it('reads on by itself after a page that brought nothing new', async () => {
    list.ask({ sort: 'started_at:desc' }, (id) => id.startsWith('BOARD'));
    await answer(page(['BOARD1', 'BOARD2'], 'next'));
    expect(reads.at(-1)?.cursor).toBe('next');
    await answer(page(['BOARD3']));
    expect([reads.length, state.reading]).toEqual([3, false]);
  });

  it('is empty again when nothing is asked', async () => {
    await answer(page(['A'], 'next'));
    list.more();
    list.ask(null);
    expect(reads.at(-1)?.signal.aborted).toBe(true);
    await answer(page(['B']));
    expect(ids()).toEqual([]);
  });
});
