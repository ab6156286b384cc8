import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import type { StoredEvent } from '@callscope/call-events';
import { Story } from '../testing/events';
import { typesOfCalls } from '../testing/toy-projections';
import { ViewsFile } from '../testing/views-file';
import { ViewsEngine } from './views-engine';
import type { ViewsStore } from './views-store';

const PAGE_EVENTS = 500;

/** A file that is made anew gets its indexes late: to sort many rows once is quicker than to find each its place. */
describe('the indexes are made', () => {
  let file: ViewsFile;
  let views: ViewsStore;
  let engine: ViewsEngine;
  let events: readonly StoredEvent[];
  /** After each page: the position, and whether the index was there then. */
  let told: BehaviorSubject<readonly (readonly [position: number, indexed: boolean])[]>;

  beforeEach(() => {
    file = new ViewsFile();
    const story = new Story();
    events = Array.from({ length: 2 * PAGE_EVENTS }, () => story.turn('a'));
    begin();
  });
  afterEach(() => {
    engine.stop();
    file.remove();
  });

  function begin(): void {
    views = file.open([{ ...typesOfCalls(), indexes: ['(position)'] }]);
    const log = {
      page: (after: number, upTo: number, limit: number) => {
        return { events: events.slice(after, Math.min(upTo, after + limit)), isLast: after + limit > upTo };
      },
    };
    engine = new ViewsEngine(log, views);
    engine.grown(events.length);
    told = new BehaviorSubject<typeof told.value>([]);
  }
  function start(): void {
    const tell = (position: number): void => told.next([...told.value, [position, isIndexed()]]);
    engine.start(tell, () => undefined);
  }
  const pages = (number: number): Promise<unknown> =>
    firstValueFrom(told.pipe(filter(({ length }) => length >= number)));
  const isIndexed = (): boolean =>
    views.db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'view_types_0'").get() !== undefined;

  it('when all is taken in, before that is said', async () => {
    start();
    await pages(2);
    expect(told.value).toEqual([
      [PAGE_EVENTS, false],
      [2 * PAGE_EVENTS, true],
    ]);
  });

  it('no sooner when the service is stopped half way and started again', async () => {
    start();
    await pages(1);
    engine.stop();
    engine.save();
    views.close();
    begin();
    expect([views.position, isIndexed()]).toEqual([PAGE_EVENTS, false]);
    start();
    await pages(1);
    expect(told.value).toEqual([[2 * PAGE_EVENTS, true]]);
  });

  it('before somebody reads', async () => {
    start();
    await pages(1);
    engine.flush();
    expect([views.position, isIndexed()]).toEqual([PAGE_EVENTS, true]);
  });
});
