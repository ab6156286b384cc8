import { join } from 'node:path';
import type { CallEvent, StoredEvent } from '@callscope/call-events';
import { type EventLog, SqliteEventLog } from '@callscope/event-log';
import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import { Story } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { type TypesRow, typesOfCalls } from '../testing/toy-projections';
import type { RowChange } from './projection';
import { ProjectionRunner, ViewsBehindError } from './projection-runner';
import { ViewsStore } from './views-store';

const RETRY_MS = 1_000;
const CATCH_UP_MS = 2_000;

/** What is appended of a told event: the log gives position and time of recording. */
function untold({ position: _position, recorded_at: _recordedAt, ...event }: StoredEvent): CallEvent {
  return event;
}

describe('ProjectionRunner', () => {
  let folder: string;
  let log: EventLog;
  let views: ViewsStore;
  let runner: ProjectionRunner;
  let story: Story;
  let failures: BehaviorSubject<readonly unknown[]>;

  beforeEach(async () => {
    // Only the clock of the runner is held still; the log and its thread go on.
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] });
    folder = tempFolder();
    log = await SqliteEventLog.open({ folder });
    story = new Story();
    failures = new BehaviorSubject<readonly unknown[]>([]);
    open();
  });
  afterEach(async () => {
    runner.stop();
    views.close();
    await log.close();
    removeFolder(folder);
    jest.useRealTimers();
  });

  function open(): void {
    views = new ViewsStore(join(folder, 'views.sqlite'), log.logId, [typesOfCalls()]);
    runner = new ProjectionRunner(log, views);
  }

  const start = (): void => runner.start((error) => failures.next([...failures.value, error]));
  const failed = (times: number): Promise<unknown> =>
    firstValueFrom(failures.pipe(filter((all) => all.length >= times)));
  const append = (...events: StoredEvent[]): Promise<unknown> => log.append(events.map(untold));
  const keys = (): unknown[] => views.db.prepare('SELECT key FROM view_types ORDER BY key').pluck().all();

  it('takes in all that the log holds, then all that it gets', async () => {
    await append(story.started('a'), story.started('b'));
    start();
    await runner.caughtUp();
    expect([keys(), runner.position]).toEqual([['a', 'b'], 2]);
    await append(story.started('c'));
    await runner.caughtUp();
    expect([keys(), runner.position]).toEqual([['a', 'b', 'c'], 3]);
  });

  it('goes on where the views stand when it is started again', async () => {
    await append(story.started('a'));
    start();
    await runner.caughtUp();
    runner.stop();
    views.close();
    await append(story.turn('a'));
    open();
    expect(runner.position).toBe(1);
    start();
    await runner.caughtUp();
    const row = views.db.prepare('SELECT row FROM view_types').pluck().get();
    expect(row).toBe('{"types":["call.started","turn.completed"]}');
  });

  it('tells the changes of a read model right after they can be read', async () => {
    const seen: [RowChange<TypesRow>[], unknown[], number][] = [];
    runner.changes<TypesRow>('types').subscribe((changes) => seen.push([[...changes], keys(), runner.position]));
    start();
    await append(story.started('a'));
    await runner.caughtUp();
    expect(seen).toEqual([[[{ key: 'a', before: null, after: { types: ['call.started'] }, position: 1 }], ['a'], 1]]);
  });

  it('tells nothing of a page in which a read model did not change', async () => {
    const seen: unknown[] = [];
    runner.changes('types').subscribe((changes) => seen.push(changes));
    start();
    await append(story.started('a'), story.ended('a'));
    await append(story.ended('b'));
    await runner.caughtUp();
    expect(seen).toHaveLength(1);
  });

  it('ends the streams of changes when it stops', () => {
    const ended = jest.fn();
    runner.changes('types').subscribe({ complete: ended });
    start();
    runner.stop();
    expect(ended).toHaveBeenCalledTimes(1);
  });

  /** From now on, the views file refuses the row of this call; answers how to end that. */
  function refuse(callId: string): () => void {
    views.db.exec(`CREATE TRIGGER refused BEFORE INSERT ON view_types WHEN NEW.key = '${callId}'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    return () => views.db.exec('DROP TRIGGER refused');
  }

  it('reads again a page that it could not take in, each second, until it can', async () => {
    start();
    await append(story.started('first'));
    await runner.caughtUp();
    const endOfIt = refuse('a');
    await append(story.started('b'), story.started('a'));
    await failed(1);
    expect([runner.position, keys()]).toEqual([1, ['first']]);
    await jest.advanceTimersByTimeAsync(RETRY_MS - 1);
    expect(failures.value).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    await failed(2);
    await append(story.started('c'));
    endOfIt();
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    await runner.reached(4);
    expect([failures.value.length, runner.position, keys()]).toEqual([2, 4, ['a', 'b', 'c', 'first']]);
    expect(failures.value[0]).toMatchObject({ message: 'disk full' });
    const rows = views.db.prepare('SELECT row FROM view_types').pluck().all();
    expect(new Set(rows)).toEqual(new Set(['{"types":["call.started"]}']));
  });

  describe('caughtUp', () => {
    it('does not wait for what was appended after it was asked', async () => {
      await append(story.started('a'));
      start();
      const caughtUp = runner.caughtUp();
      refuse('b');
      await append(story.turn('b'));
      await expect(caughtUp).resolves.toBeUndefined();
    });

    it('waits until the views show what is in the log', async () => {
      await append(story.started('a'));
      let shown: unknown[] = [];
      const asked = runner.caughtUp().then(() => (shown = keys()));
      start();
      await asked;
      expect(shown).toEqual(['a']);
    });

    it('gives up after two seconds', async () => {
      start();
      refuse('a');
      await append(story.started('a'));
      const gaveUp = jest.fn();
      const asked = runner.caughtUp().catch(gaveUp);
      await jest.advanceTimersByTimeAsync(CATCH_UP_MS - 1);
      expect(gaveUp).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(1);
      await asked;
      expect(gaveUp).toHaveBeenCalledWith(expect.any(ViewsBehindError));
      expect(new ViewsBehindError().code).toBe('not_ready');
    });
  });

  it('lets others wait for a position, however long it takes', async () => {
    const reached = runner.reached(2);
    const told = firstValueFrom(runner.changes('types').pipe(filter(() => runner.position >= 2)));
    start();
    await append(story.started('a'));
    await append(story.turn('a'));
    await reached;
    await told;
    expect(runner.position).toBe(2);
    await expect(runner.reached(1)).resolves.toBeUndefined();
  });
});
