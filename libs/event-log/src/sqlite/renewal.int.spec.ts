import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { aTurn, everything, positionsOf, turns } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { trimAll } from '../testing/trim';
import { backupLog } from './backup-log';
import { readRememberedHead } from './remembered-head';
import { renewalText } from './renewal';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';

describe('a log that lost history', () => {
  let base: string;
  let folder: string;
  let log: SqliteEventLog | null;
  beforeEach(async () => {
    base = tempFolder();
    folder = join(base, 'data');
    log = await SqliteEventLog.open({ folder });
    await log.append(turns('call', 1, 5));
  });
  afterEach(async () => {
    await log?.close();
    removeFolder(base);
  });

  async function stop(): Promise<void> {
    await log?.close();
    log = null;
  }
  async function start(): Promise<SqliteEventLog> {
    log = await SqliteEventLog.open({ folder });
    return log;
  }
  /** The files as a kill leaves them: nothing is moved out of the write-ahead log. */
  function asKilled(): void {
    const copy = join(base, 'killed');
    cpSync(folder, copy, { recursive: true, filter: (name) => !/lock|pid/.test(name) });
    folder = copy;
  }
  const wal = (): string => join(folder, 'events.sqlite-wal');

  it('is the same log as long as nothing is lost, also when it was killed', async () => {
    const name = log!.logId;
    asKilled();
    await stop();
    const again = await start();
    expect([again.logId, again.head, again.opening.renewal]).toEqual([name, 5, null]);
    await again.append([aTurn('call', 6)]);
    await stop();
    expect((await start()).opening).toMatchObject({ logId: name, head: 6, renewal: null });
  });

  it('has a new name when its write-ahead log was cut, says how much is gone, and uses no position twice', async () => {
    const name = log!.logId;
    for (let turn = 6; turn <= 9; turn++) await log!.append([aTurn('call', turn)]);
    asKilled();
    await stop();
    truncateSync(wal(), readFileSync(wal()).length - 100);
    const before = readFileSync(wal());
    const again = await start();
    const { renewal, logId } = again.opening;
    expect([again.head, everything(again).length]).toEqual([8, 8]);
    expect(renewal).toMatchObject({ formerLogId: name, lost: 1, goesOnAfter: 9 });
    expect(readFileSync(join(renewal!.copy!, 'events.sqlite-wal')).equals(before)).toBe(true);
    expect(renewalText(renewal!, logId)).toBe(
      `the event log ${name} is incomplete: its last 1 positions are lost; the log is named ${logId} from now on ` +
        `and goes on after position 9; a copy of the files as they were is in ${renewal!.copy}`,
    );
    expect(positionsOf(await again.append(turns('call', 9, 11)))).toEqual([10, 11, 12]);
    expect(positionsOf(everything(again))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12]);
    await stop();
    const third = await start();
    expect(third.opening).toMatchObject({ logId, head: 12, renewal: null });
    expect(everything(third)).toHaveLength(11);
    expect(verifyLog(folder)).toMatchObject({ events: 11, flaws: [] });
  });

  it('goes on above what is gone though all that stood before it was trimmed', async () => {
    await trimAll(log!, ['call']);
    for (let turn = 1; turn <= 2; turn++) await log!.append([aTurn('more', turn)]);
    asKilled();
    await stop();
    truncateSync(wal(), 0);
    const again = await start();
    expect([again.head, again.trimmedUpTo, again.tail]).toEqual([5, 5, null]);
    expect(again.opening.renewal).toMatchObject({ lost: 2, goesOnAfter: 7 });
    expect(positionsOf(await again.append([aTurn('more', 1)]))).toEqual([8]);
    await stop();
    expect((await start()).opening).toMatchObject({ head: 8, renewal: null });
    expect(verifyLog(folder)).toMatchObject({ events: 1, trimmedCalls: 1, flaws: [] });
  });

  it('is told of by verify before anybody opens it', async () => {
    await log!.append([aTurn('call', 6)]);
    await log!.append([aTurn('call', 7)]);
    asKilled();
    await stop();
    truncateSync(wal(), readFileSync(wal()).length - 100);
    expect(verifyLog(folder)).toMatchObject({ head: 6, events: 6, flaws: ['1 positions at the end are missing'] });
  });

  it('tells live and by reading what stands above the gap', async () => {
    await log!.append([aTurn('call', 6)]);
    asKilled();
    await stop();
    truncateSync(wal(), readFileSync(wal()).length - 100);
    const again = await start();
    const seen: number[] = [];
    again.follow(4).subscribe((events) => seen.push(...positionsOf(events)));
    await again.append([aTurn('call', 7)]);
    await again.append([aTurn('call', 8)]);
    expect(seen).toEqual([5, 7, 8]);
    expect([again.readAt(6), again.readAt(7)?.id]).toEqual([null, 'call:turn:7']);
  });

  it('has a new name when an older state of its file was put back', async () => {
    const name = log!.logId;
    await stop();
    const older = join(base, 'older');
    copyFileSync(join(folder, 'events.sqlite'), older);
    await (await start()).append(turns('call', 6, 10));
    await stop();
    copyFileSync(older, join(folder, 'events.sqlite'));
    const again = await start();
    expect(again.logId).not.toBe(name);
    expect(again.opening.renewal).toMatchObject({ formerLogId: name, lost: 5, goesOnAfter: 10 });
    expect(positionsOf(await again.append([aTurn('call', 6)]))).toEqual([11]);
  });

  it('has a new name when another log of the same length was put in its place', async () => {
    await stop();
    const ours = folder;
    folder = join(base, 'other');
    const other = await start();
    await other.append(turns('call', 11, 15));
    await stop();
    copyFileSync(join(folder, 'events.sqlite'), join(ours, 'events.sqlite'));
    folder = ours;
    const again = await start();
    expect(again.logId).not.toBe(other.logId);
    expect(again.opening.renewal).toEqual({ formerLogId: other.logId, lost: 0, goesOnAfter: 5, copy: null });
    expect(renewalText(again.opening.renewal!, 'n')).toContain(`${other.logId} is not the one that was here before`);
    expect(positionsOf(await again.append([aTurn('call', 1)]))).toEqual([6]);
  });

  it('has a new name when it is a backup in a new place', async () => {
    const name = log!.logId;
    const to = join(base, 'backup');
    expect(backupLog(folder, to)).toMatchObject({ logId: name, head: 5, events: 5, flaws: [] });
    await stop();
    folder = to;
    const copy = await start();
    expect(copy.logId).not.toBe(name);
    expect(copy.opening.renewal).toMatchObject({ formerLogId: name, lost: null, copy: null });
    await stop();
    expect((await start()).opening.renewal).toBeNull();
  });

  it('has a new name when its file was taken away, and goes on above it', async () => {
    const name = log!.logId;
    await stop();
    for (const file of readdirSync(folder).filter((each) => each.startsWith('events'))) rmSync(join(folder, file));
    const again = await start();
    expect(again.logId).not.toBe(name);
    expect(again.opening.renewal).toMatchObject({ formerLogId: null, lost: 5 });
    expect([again.head, again.tail]).toEqual([0, null]);
    expect(positionsOf(await again.append(turns('call', 1, 2)))).toEqual([6, 7]);
    expect(again.tail).toBe(6);
  });

  it('is looked at as a whole when something is lost: an older WAL over a newer file is no log', async () => {
    await stop();
    await (await start()).append(turns('more', 1, 300));
    asKilled();
    await stop();
    // The file holds all, as after a checkpoint; its WAL ends early, and its pages are older.
    copyFileSync(join(base, 'data', 'events.sqlite'), join(folder, 'events.sqlite'));
    truncateSync(wal(), 32 + 3 * (8_192 + 24));
    await start().then(
      (open) => {
        expect(everything(open)).toHaveLength(open.head);
      },
      (error: unknown) => {
        expect(error).toMatchObject({ code: 'damaged' });
      },
    );
  });

  it('remembers every acknowledged position, and never one that is not there', async () => {
    const heads: (number | undefined)[] = [];
    for (let turn = 6; turn <= 20; turn++) {
      await log!.append([aTurn('call', turn)]);
      heads.push(readRememberedHead(join(folder, 'head.json'))?.head);
    }
    expect(heads).toEqual(Array.from({ length: 15 }, (_, index) => index + 6));
    expect(existsSync(join(folder, 'head.json'))).toBe(true);
  });
});
