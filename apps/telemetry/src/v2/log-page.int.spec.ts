import { type CallEvent, EVENT_SPECS } from '@callscope/call-events';
import { SqliteEventLog } from '@callscope/event-log';
import { atEnd } from '../../../../test/support/at-end';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { eventFilter } from './event-filter';
import { type LogPage, logPage } from './log-page';

interface Page {
  readonly events: readonly { readonly position: number }[];
  readonly next: string | null;
  readonly head: string | null;
}

const EVENTS = 1_050;

let log: SqliteEventLog;

/** Every tenth event is an end, and every tenth call has all of its events at the end of the log. */
const event = (i: number): CallEvent => ({
  ...EVENT_SPECS[i % 10 === 0 ? 'call.ended' : 'turn.completed'].example(),
  id: `e${i}`,
  call_id: i > 1_000 ? 'late' : 'early',
});

beforeAll(async () => {
  log = await SqliteEventLog.open({ folder: await makeTempFolder() });
  atEnd(() => log.close());
  await log.append(Array.from({ length: EVENTS }, (_, i) => event(i + 1)));
});

/** The position of `next` is that of its cursor. */
function pageOf({ json, next }: LogPage): Page {
  const page = JSON.parse(json) as Page;
  expect(page.next === null ? null : positionIn(page.next)).toBe(next);
  return page;
}

async function page(after: number, limit: number, query: Record<string, string> = {}): Promise<Page> {
  return pageOf(await logPage(log, { after, limit, filter: eventFilter(query) }));
}

const positionsOf = ({ events }: Page): number[] => events.map(({ position }) => position);
const positionIn = (cursor: string | null): number => Number(cursor?.split('-')[1]);
const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

describe('a page of the log', () => {
  it.each([
    ['from the beginning', 0, 3, range(1, 3), 3],
    ['of one slice', 0, 100, range(1, 100), 100],
    ['of several slices', 40, 250, range(41, 290), 290],
    ['up to the last event', 1_040, 10, range(1_041, 1_050), null],
    ['that is longer than what is there', 1_040, 1_000, range(1_041, 1_050), null],
    ['after the last event', 1_050, 5, [], null],
  ])('%s has its events and says where to go on', async (_what, after, limit, positions, next) => {
    const found = await page(after, limit);
    expect(positionsOf(found)).toEqual(positions);
    expect(found.next).toBe(next === null ? null : `${log.logId}-${next}`);
    expect(found.head).toBe(`${log.logId}-${EVENTS}`);
  });

  it('shows whole stored events', async () => {
    expect((await page(9, 1)).events).toEqual([log.readAt(10)]);
  });

  it.each([
    ['of a type', { types: 'call.ended' }, range(10, 1_050, 10)],
    ['of a call', { call_id: 'late' }, range(1_001, 1_050)],
    ['of a type and a call', { call_id: 'late', types: 'call.ended' }, range(1_010, 1_050, 10)],
    ['that are none', { call_id: 'nobody' }, []],
  ])('has only those %s that were asked for', async (_what, query, positions) => {
    expect(positionsOf(await page(0, 1_000, query))).toEqual(positions);
  });

  it.each([[{}], [{ types: 'call.ended' }], [{ call_id: 'late' }], [{ types: 'call.ended', call_id: 'late' }]])(
    'leads on to all others, without gap and repeat, for %j',
    async (query) => {
      for (const limit of [1, 7, 10, 999]) {
        const met: number[] = [];
        for (let after: number | null = 0; after !== null;) {
          const found: Page = await page(after, limit, query);
          met.push(...positionsOf(found));
          after = found.next === null ? null : positionIn(found.next);
        }
        expect(met).toEqual(positionsOf(await page(0, EVENTS, query)));
      }
    },
  );

  it('never comes empty with more to come', async () => {
    expect(await page(0, 1, { call_id: 'late' })).toMatchObject({ events: [{ position: 1_001 }] });
    expect(await page(1_050, 1, { call_id: 'late' })).toMatchObject({ events: [], next: null });
  });

  it('of an empty log has no cursors', async () => {
    const empty = await SqliteEventLog.open({ folder: await makeTempFolder() });
    expect(await logPage(empty, { after: 0, limit: 5, filter: null })).toEqual({
      json: '{"events":[],"next":null,"head":null}',
      next: null,
    });
    await empty.close();
  });

  it('ends early when its events are large, and loses none', async () => {
    const large = await SqliteEventLog.open({ folder: await makeTempFolder() });
    const note = 'x'.repeat(60_000);
    const events = Array.from({ length: 300 }, (_, i) => ({ ...EVENT_SPECS['error.raised'].example(), id: `l${i}` }));
    await large.append(events.map((one) => ({ ...one, data: { message: note } })));
    const first = pageOf(await logPage(large, { after: 0, limit: 1_000, filter: null }));
    expect(first.events.length).toBeLessThan(300);
    const after = positionIn(first.next);
    expect(after).toBe(first.events.length);
    const second = pageOf(await logPage(large, { after, limit: 1_000, filter: null }));
    expect(first.events.length + second.events.length).toBe(300);
    await large.close();
  });
});
