import type { CallEvent, StoredEvent } from '@callscope/call-events';
import { type EventLog, LogPages, SqliteEventLog } from '@callscope/event-log';
import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import { Story } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { typesOfCalls } from '../testing/toy-projections';
import { refuse, ViewsFile } from '../testing/views-file';
import type { ProjectionDefinition } from './projection';
import { Pace } from './pace';
import { ViewsEngine } from './views-engine';
import type { ViewsStore } from './views-store';

const PAGE_EVENTS = 500;
const IDLE_MS = 250;
const RETRY_MS = 1_000;

/** What is appended of a told event: the log gives position and time of recording. */
function untold({ position: _position, recorded_at: _recordedAt, ...event }: StoredEvent): CallEvent {
  return event;
}

describe('ViewsEngine', () => {
  let folder: string;
  let log: EventLog;
  let pages: LogPages;
  let file: ViewsFile;
  let views: ViewsStore;
  let engine: ViewsEngine;
  let story: Story;
  let told: BehaviorSubject<readonly number[]>;
  let failures: BehaviorSubject<readonly unknown[]>;

  beforeEach(async () => {
    // Only the clock of the engine is held still; the log and its thread go on.
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] });
    folder = tempFolder();
    log = await SqliteEventLog.open({ folder });
    pages = new LogPages(folder);
    file = new ViewsFile();
    story = new Story();
    told = new BehaviorSubject<readonly number[]>([]);
    failures = new BehaviorSubject<readonly unknown[]>([]);
    open(typesOfCalls());
  });
  afterEach(async () => {
    engine.stop();
    file.remove();
    pages.close();
    await log.close();
    removeFolder(folder);
    jest.useRealTimers();
  });

  function open(...projections: ProjectionDefinition[]): void {
    views = file.open(projections);
    engine = new ViewsEngine(pages, views);
  }
  function start(): void {
    engine.start(
      (position) => {
        told.next([...told.value, position]);
      },
      (error) => {
        failures.next([...failures.value, error]);
      },
    );
  }
  /** Waits until so many pages or falls were told since the beginning. */
  const progress = (times: number): Promise<unknown> => firstValueFrom(told.pipe(filter((all) => all.length >= times)));
  const failed = (times: number): Promise<unknown> =>
    firstValueFrom(failures.pipe(filter((all) => all.length >= times)));
  async function append(...events: StoredEvent[]): Promise<void> {
    await log.append(events.map(untold));
    engine.grown(log.head);
  }
  const turns = (number: number): StoredEvent[] =>
    Array.from({ length: number }, (_, index) => story.turn(`call-${index}`));
  /** Several turns of the event loop: whatever wants to go on has gone on. */
  async function someTurns(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const keys = (): unknown[] => file.rows('view_types').map((row) => (row as unknown[])[0]);
  const checkpoint = (): unknown => views.db.prepare('SELECT position FROM checkpoint').pluck().get();

  it('takes in all that the log holds, then all that it gets', async () => {
    await append(story.started('a'), story.started('b'));
    start();
    await progress(1);
    expect([told.value, views.position]).toEqual([[2], 2]);
    await append(story.started('c'));
    await progress(2);
    engine.flush();
    expect({ told: told.value, keys: keys() }).toEqual({ told: [2, 3], keys: ['a', 'b', 'c'] });
  });

  it('passes over nothing that large events left for the next page', async () => {
    open({ ...typesOfCalls(), types: ['turn.completed'] });
    const large = { user_text: 'x'.repeat(1_024 * 1_024) };
    for (let call = 0; call < 20; call += 1) await append(story.turn(`call-${call}`, large));
    start();
    await firstValueFrom(told.pipe(filter((all) => all.at(-1) === log.head)));
    engine.flush();
    expect([told.value, keys().length]).toEqual([[8, 16, 20], 20]);
  });

  it('reads page by page, and leaves a turn to others after each', async () => {
    await append(...turns(2 * PAGE_EVENTS + 1));
    start();
    const between: number[] = [];
    for (let turn = 0; turn < 20 && views.position < log.head; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      between.push(views.position);
    }
    expect(told.value).toEqual([PAGE_EVENTS, 2 * PAGE_EVENTS, 2 * PAGE_EVENTS + 1]);
    expect([...new Set(between)]).toEqual(told.value);
  });

  it('passes over what concerns none of its views, and stands behind it all the same', async () => {
    open({ ...typesOfCalls(), types: ['turn.completed'] });
    await append(story.started('a'), ...turns(PAGE_EVENTS), story.started('b'), story.turn('c'), story.started('d'));
    start();
    await progress(2);
    engine.flush();
    expect([told.value, views.position]).toEqual([[PAGE_EVENTS + 1, PAGE_EVENTS + 4], PAGE_EVENTS + 4]);
    expect(keys()).toHaveLength(PAGE_EVENTS + 1);
    expect(keys()).not.toContain('a');
    await append(story.started('e'));
    await progress(3);
    expect(views.position).toBe(PAGE_EVENTS + 5);
  });

  it('gathers what comes quickly, until somebody waits for it', async () => {
    class Patient extends Pace {
      override waitMs(): number {
        return 60_000;
      }
    }
    engine = new ViewsEngine(pages, views, new Patient());
    start();
    await append(...turns(3));
    await progress(1);
    await append(...turns(2));
    await someTurns();
    expect(told.value).toEqual([3]);
    engine.hurry(log.head);
    await progress(2);
    expect(told.value).toEqual([3, 5]);
  });

  it('goes on where the views stand', async () => {
    await append(story.started('a'));
    start();
    await progress(1);
    engine.stop();
    engine.flush();
    views.close();
    open(typesOfCalls());
    await append(story.turn('a'));
    start();
    await progress(2);
    engine.flush();
    expect(file.rows('view_types')).toEqual([['a', 2, { types: ['call.started', 'turn.completed'] }]]);
  });

  it('takes in nothing more once it is stopped, not even the page that waits for its turn', async () => {
    await append(...turns(2 * PAGE_EVENTS));
    start();
    await progress(1);
    await Promise.resolve();
    engine.stop();
    await append(story.started('late'));
    await someTurns();
    expect([told.value, views.position]).toEqual([[PAGE_EVENTS], PAGE_EVENTS]);
  });

  describe('writes what was taken in', () => {
    it('when nothing more has come for a quarter of a second', async () => {
      start();
      await append(story.started('a'));
      await progress(1);
      await jest.advanceTimersByTimeAsync(IDLE_MS - 1);
      await append(story.started('b'));
      await progress(2);
      await jest.advanceTimersByTimeAsync(IDLE_MS - 1);
      expect(checkpoint()).toBe(0);
      await jest.advanceTimersByTimeAsync(1);
      expect([checkpoint(), keys()]).toEqual([2, ['a', 'b']]);
    });

    it('also at the end of a history that took longer than that', async () => {
      await append(...turns(PAGE_EVENTS + 1));
      start();
      await progress(1);
      jest.advanceTimersByTime(IDLE_MS);
      await progress(2);
      await jest.advanceTimersByTimeAsync(IDLE_MS);
      expect(checkpoint()).toBe(PAGE_EVENTS + 1);
    });

    it('when four thousand rows wait', async () => {
      const eightRows = Array.from({ length: 8 }, (_, number) => number);
      const keysOf = ({ call_id: callId }: StoredEvent): string[] => eightRows.map((number) => `${callId} ${number}`);
      views.close();
      open({ ...typesOfCalls(2), keys: (event) => keysOf(event as StoredEvent) });
      start();
      await append(...turns(PAGE_EVENTS - 1));
      await progress(1);
      expect([views.waiting, checkpoint()]).toEqual([3_992, 0]);
      await append(story.started('last'));
      await progress(2);
      expect([views.waiting, checkpoint()]).toEqual([0, PAGE_EVENTS]);
    });

    it('when somebody wants to read', async () => {
      start();
      await append(story.started('a'));
      await progress(1);
      engine.flush();
      expect([checkpoint(), keys()]).toEqual([1, ['a']]);
    });
  });

  it('reads again a page that it could not take in, each second, until it can', async () => {
    start();
    await append(story.started('first'));
    await progress(1);
    engine.flush();
    views.db.exec("INSERT INTO view_types (key, position, row) VALUES ('a', 1, 'damaged')");
    await append(story.started('b'), story.started('a'));
    await failed(1);
    expect([views.position, told.value.at(-1)]).toEqual([1, 1]);
    await jest.advanceTimersByTimeAsync(RETRY_MS - 1);
    expect(failures.value).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    await failed(2);
    views.db.exec("DELETE FROM view_types WHERE key = 'a'");
    await append(story.started('c'));
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    await firstValueFrom(told.pipe(filter((all) => all.at(-1) === 4)));
    engine.flush();
    expect([failures.value.length, keys()]).toEqual([2, ['a', 'b', 'c', 'first']]);
    expect(failures.value[0]).toMatchObject({ message: expect.stringContaining('not valid JSON') as string });
  });

  it.each(['when idle', 'before a read'])(
    'takes in again what it could not write %s, and tells that it fell',
    async (how) => {
      start();
      await append(story.started('first'));
      await progress(1);
      engine.flush();
      const endOfIt = refuse(views, 'view_types', 'a');
      await append(story.started('b'), story.started('a'));
      await progress(2);
      if (how === 'when idle') await jest.advanceTimersByTimeAsync(IDLE_MS);
      else engine.flush();
      expect(failures.value).toMatchObject([{ message: 'disk full' }]);
      expect([views.position, keys(), told.value]).toEqual([1, ['first'], [1, 3, 1]]);
      endOfIt();
      await jest.advanceTimersByTimeAsync(RETRY_MS - 1);
      expect(views.position).toBe(1);
      await jest.advanceTimersByTimeAsync(1);
      await progress(4);
      await jest.advanceTimersByTimeAsync(IDLE_MS);
      expect([told.value, checkpoint(), keys()]).toEqual([[1, 3, 1, 3], 3, ['a', 'b', 'first']]);
      expect(failures.value).toHaveLength(1);
    },
  );

  it('takes in no page between a failure and the next try', async () => {
    await append(...turns(2 * PAGE_EVENTS));
    const endOfIt = refuse(views, 'view_types', 'call-1');
    start();
    await progress(1);
    await Promise.resolve();
    engine.flush();
    await someTurns();
    expect([told.value, views.position]).toEqual([[PAGE_EVENTS, 0], 0]);
    endOfIt();
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    await progress(4);
    expect(told.value).toEqual([PAGE_EVENTS, 0, PAGE_EVENTS, 2 * PAGE_EVENTS]);
  });

  it('begins again from what is written when the file refuses ten thousand rows', async () => {
    views.close();
    const keysOf = (): string[] => Array.from({ length: 10_000 }, (_, number) => `${number}`);
    open({ ...typesOfCalls(2), keys: keysOf });
    const endOfIt = refuse(views, 'view_types', '9999');
    start();
    await append(story.started('a'));
    await failed(1);
    expect([told.value, views.position]).toEqual([[0], 0]);
    endOfIt();
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    await progress(2);
    expect([told.value, checkpoint()]).toEqual([[0, 1], 1]);
  });
});
