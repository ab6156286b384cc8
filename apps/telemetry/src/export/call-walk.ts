import type { CallForm, CallsPageQuery, CallsQueries, Remote, ToldCall } from '@callscope/projections';

/** Calls that are read from the views in one go: few enough that nobody else's question waits long. */
const PAGE_CALLS = 100;
const PAGE_KEYS = 1_000;

type Calls = Pick<Remote<CallsQueries>, 'told' | 'toldAmong' | 'changedKeys'>;

/** Which calls, in which order. */
export type WalkQuery = Omit<CallsPageQuery, 'limit' | 'after'>;

/**
 * Every call that a query wants, page by page in its order. A call that moves in the list while it is walked through is
 * told once; one that moved past the place where the walk was is told at the end. So each call that the query wanted at
 * the beginning, and wants all the while, is told exactly once; calls that come in the meantime may be among them or not.
 * @param since position of the log at the beginning.
 */
export async function* walkCalls(
  calls: Calls,
  wanted: WalkQuery,
  form: CallForm,
  since: number,
): AsyncGenerator<readonly ToldCall[]> {
  const told = new Set<string>();
  const untold = (page: readonly ToldCall[]): ToldCall[] => {
    const rest = page.filter(({ key }) => !told.has(key));
    for (const { key } of rest) told.add(key);
    return rest;
  };
  let query: CallsPageQuery | null = { ...wanted, limit: PAGE_CALLS, after: null };
  while (query) {
    const page: Awaited<ReturnType<Calls['told']>> = await calls.told(query, form);
    yield untold(page.calls);
    query = page.next && { ...query, after: page.next };
  }
  const missed = (await keysChanged(calls, since)).filter((key) => !told.has(key));
  for (let first = 0; first < missed.length; first += PAGE_CALLS) {
    const keys = missed.slice(first, first + PAGE_CALLS);
    yield untold(await calls.toldAmong({ ...wanted, limit: keys.length, after: null }, form, keys));
  }
}

/** All at once: were they asked for as slowly as the reader reads, a busy service would have more and more of them. */
async function keysChanged(calls: Calls, since: number): Promise<string[]> {
  const keys = new Set<string>();
  let position = since;
  for (;;) {
    const page = await calls.changedKeys(position, PAGE_KEYS);
    for (const { key } of page) keys.add(key);
    if (page.length < PAGE_KEYS) return [...keys];
    position = page.at(-1)?.position ?? position;
  }
}
