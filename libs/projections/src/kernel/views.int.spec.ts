import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DamagedLogError, SqliteEventLog } from '@callscope/event-log';
import SqliteDatabase from 'better-sqlite3';
import { filter, firstValueFrom } from 'rxjs';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { TypesQueries } from '../testing/toys/types/types.queries';
import type { DeadLetter } from './dead-letters';
import { type Remote, remote } from './remote';
import { Views, ViewsBehindError } from './views';
import { ViewsLanes } from './views-lanes';
import { ViewsThread } from './views-thread';

const TOYS = join(__dirname, '../testing/toys');
const CATCH_UP_MS = 2_000;

describe('Views', () => {
  let folder: string;
  let log: SqliteEventLog;
  let thread: ViewsThread;
  let views: Views;
  let types: Remote<TypesQueries>;
  let letters: DeadLetter[];
  const lost = jest.fn();

  beforeEach(async () => {
    lost.mockClear();
    folder = tempFolder();
    log = await SqliteEventLog.open({ folder });
    letters = [];
    await open();
  });
  afterEach(async () => {
    await views.close();
    await log.close();
    removeFolder(folder);
    jest.useRealTimers();
  });

  /** Its thread reads the sources first, which may take longer than anybody waits for views. */
  async function open(): Promise<void> {
    const { logId, head } = log;
    const told = { onDeadLetter: (letter: DeadLetter): unknown => letters.push(letter), onLost: lost };
    thread = new ViewsThread({ folder, logId, head, lane: '', beside: [], projectionFolders: [TOYS] }, told);
    views = new Views(log, new ViewsLanes(thread, []));
    types = remote(thread, TypesQueries);
    await thread.ready;
  }
  let number = 0;
  async function append(callId: string, type = 'call.started'): Promise<void> {
    const id = `${callId}:${(number += 1)}`;
    await log.append([{ id, type, v: 1, call_id: callId, data: { direction: 'inbound', message: 'oh' } } as never]);
  }
  const checkpoint = (): unknown => {
    const db = new SqliteDatabase(join(folder, 'views.sqlite'), { readonly: true });
    const position = db.prepare('SELECT position FROM checkpoint').pluck().get();
    db.close();
    return position;
  };
  /** Holds the clock of this thread still; the views thread has one of its own. */
  const holdClock = (): unknown =>
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] });

  it('are written anew when they are wiped, with all that was committed before, and go on', async () => {
    for (let n = 0; n < 30; n++) await append(`call-${n}`);
    await views.wipe();
    expect(statSync(join(folder, 'views.sqlite-wal')).size).toBe(0);
    expect(checkpoint()).toBe(30);
    const wiping = views.wipe();
    await append('later');
    await wiping;
    await views.caughtUp();
    expect((await types.all()).map(([callId]) => callId)).toContain('later');
  });

  it('show what was committed to whoever waits for it, and say how far they are', async () => {
    const waiting = views.reached(2);
    await append('a');
    await views.caughtUp();
    expect(await types.all()).toEqual([['a', 'call.started']]);
    await append('b');
    await append('a', 'turn.started');
    await views.caughtUp();
    expect(await types.all()).toEqual([
      ['a', 'call.started turn.started'],
      ['b', 'call.started'],
    ]);
    expect([views.position, views.readModels.map(({ name }) => name), views.lag]).toEqual([
      3,
      ['types'],
      { events: 0, ms: 0 },
    ]);
    await waiting;
    await expect(views.reached(3)).resolves.toBeUndefined();
  });

  it('are told of a whole row of commits at once, while they work off the first of them', async () => {
    const sent = jest.spyOn(Worker.prototype, 'postMessage');
    await Promise.all(Array.from({ length: 40 }, (_, n) => append(`call-${n}`)));
    // Each of these would wake the thread: it is at work on what it was told before, and asks for more when it is through.
    for (let head = 30; head <= 40; head += 1) thread.grown(head);
    await views.reached(40);
    const heads = sent.mock.calls.flatMap(([request]) => (request as { head?: number }).head ?? []);
    sent.mockRestore();
    expect(heads.at(-1)).toBe(40);
    expect(heads.length).toBeLessThanOrEqual(3);
    await append('later');
    await views.reached(41);
  });

  it('take in what was committed before they began', async () => {
    await views.close();
    await append('a');
    await open();
    await views.caughtUp();
    expect(await types.all()).toEqual([['a', 'call.started']]);
  });

  it('have written everything when they are closed, and then stand there', async () => {
    await append('a');
    await append('a', 'error.raised');
    await views.caughtUp();
    await Promise.all([views.close(), views.close()]);
    expect([checkpoint(), lost.mock.calls]).toEqual([2, []]);
    await open();
    const first = await firstValueFrom(views.positions.pipe(filter((position) => position > 0)));
    expect([first, views.readModels]).toEqual([2, [{ name: 'types', position: 2, deadLetters: 1, rebuilding: null }]]);
    expect(await types.all()).toEqual([['a', 'call.started']]);
  });

  it('tell of an event that was set aside, and count it', async () => {
    await append('a', 'error.raised');
    await append('a', 'error.raised');
    await append('a');
    await views.caughtUp();
    expect(await types.all()).toEqual([['a', 'call.started']]);
    expect(letters).toEqual(
      [1, 2].map((position) => ({ projection: 'types', position, reason: 'errors are not for me' })),
    );
    expect(views.readModels).toMatchObject([{ deadLetters: 2 }]);
  });

  it('that are behind say so after two seconds, say how long already, and go on by themselves', async () => {
    const troubles: Error[] = [];
    views.troubles.subscribe((error) => troubles.push(error));
    await append('a');
    await views.caughtUp();
    await types.damage('b');
    holdClock();
    await append('b');
    const gaveUp = jest.fn();
    const asked = views.caughtUp().catch(gaveUp);
    await jest.advanceTimersByTimeAsync(300);
    expect(views.easeMs).toBe(0);
    await jest.advanceTimersByTimeAsync(CATCH_UP_MS - 301);
    expect(gaveUp).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await asked;
    expect(gaveUp).toHaveBeenCalledWith(expect.any(ViewsBehindError));
    expect(new ViewsBehindError().code).toBe('not_ready');
    expect([views.position, views.lag]).toEqual([1, { events: 1, ms: CATCH_UP_MS }]);
    // Who tells now waits for a quarter of what is above 300 ms.
    expect(views.easeMs).toBe(425);
    jest.useRealTimers();

    const waiting = views.reached(2);
    await types.mend();
    await waiting;
    expect(await types.all()).toEqual([
      ['a', 'call.started'],
      ['b', 'call.started'],
    ]);
    expect([views.lag, views.easeMs]).toEqual([{ events: 0, ms: 0 }, 0]);
    expect(troubles[0]).toMatchObject({ name: 'SyntaxError', message: expect.stringContaining('JSON') as string });
  });

  it('do not make who asked wait for what was committed later', async () => {
    await append('a');
    await views.caughtUp();
    await types.damage('c');
    await append('b');
    const caughtUp = views.caughtUp();
    await append('c');
    await expect(caughtUp).resolves.toBeUndefined();
    await types.mend();
  });

  it('answer queries with copies, and refuse with the error of the query', async () => {
    expect(await types.sum({ of: [1, 2] }, 4)).toBe(7);
    await expect(types.fail('plainly')).rejects.toMatchObject({ name: 'TypeError', message: 'no such thing' });
    await expect(types.fail('with a code')).rejects.toMatchObject({ message: 'that is not so', code: 'not_so' });
    const damaged = await types.fail('for damage').catch((error: unknown) => error);
    expect(damaged).toBeInstanceOf(DamagedLogError);
    expect(damaged).toEqual(new DamagedLogError('position 7 was altered'));
    await expect(types.work()).rejects.toThrow('could not be cloned');
    await expect(thread.ask('Others', 'all', [])).rejects.toThrow('there are no queries called Others');
    expect(await Promise.all([types.sum({ of: [] }, 1), types.sum({ of: [] }, 2)])).toEqual([1, 2]);
  });

  it('tell of a damaged log as what it is', async () => {
    await views.close();
    await append('a');
    const db = new SqliteDatabase(join(folder, 'events.sqlite'));
    db.exec("UPDATE events SET event_id = 'x'");
    db.close();
    await open();
    const error = await firstValueFrom(views.troubles);
    expect(error).toBeInstanceOf(DamagedLogError);
    expect(error).toMatchObject({
      code: 'damaged',
      reason: expect.stringContaining('position 1 was altered') as string,
    });
  });

  it('that cannot begin are lost with what stood against it', async () => {
    const onLost = jest.fn();
    const none = {
      folder: join(folder, 'none'),
      logId: log.logId,
      head: 0,
      lane: '',
      beside: [],
      projectionFolders: [TOYS],
    };
    const other = new ViewsThread(none, { onDeadLetter: jest.fn(), onLost });
    await expect(other.ask('TypesQueries', 'all', [])).rejects.toThrow('directory does not exist');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(onLost.mock.calls).toMatchObject([
      [{ message: expect.stringContaining('directory does not exist') as string }],
    ]);
    await other.close();
  });

  it('whose thread is gone say so once, and leave nobody waiting', async () => {
    const asked = [types.end(), types.all()];
    const answers = await Promise.allSettled(asked);
    expect(answers).toMatchObject([1, 2].map(() => ({ reason: { message: 'the views thread has ended' } })));
    await expect(types.all()).rejects.toThrow('the views thread has ended');
    expect(lost.mock.calls).toEqual([[expect.objectContaining({ message: 'the views thread has ended' })]]);
    await append('a');
    await expect(views.close()).resolves.toBeUndefined();
  });
});
