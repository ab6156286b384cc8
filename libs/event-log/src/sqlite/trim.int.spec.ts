import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { anEnd, aTurn, appendOne, everything, positionsOf, turns } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { trimAll, TRIMMED } from '../testing/trim';
import { backupLog } from './backup-log';
import { compactLog } from './compact-log';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';
import { WriterThread } from './writer-thread';

const SECRET = 'Grüße an "Ada", +49 171 5550199';
const FORMS = [SECRET, JSON.stringify(SECRET).slice(1, -1), '5550199', 'call:turn', 'call:ended'];

describe('what was trimmed', () => {
  let base: string;
  let folder: string;
  let log: SqliteEventLog;
  beforeEach(async () => {
    base = tempFolder();
    folder = join(base, 'data');
    log = await SqliteEventLog.open({ folder });
    await log.append(turns('before', 1, 300));
    await log.append([
      aTurn('call', 1, { user_text: SECRET }),
      // Larger than a page: it spills over into others.
      aTurn('call', 2, { user_text: SECRET.repeat(2_000) }),
      anEnd('call', { raw_reason: SECRET, report: { transcript: [{ text: SECRET }] } }),
    ]);
    await log.append(turns('after', 1, 300));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await log.close();
    removeFolder(base);
  });

  const filesThatHoldIt = (): string[] =>
    readdirSync(folder).filter((name) => {
      const bytes = readFileSync(join(folder, name));
      return FORMS.some((form) => bytes.includes(form));
    });

  /** By hand, beside the log. */
  function besides<T>(look: (db: Database) => T): T {
    const db = new SqliteDatabase(join(folder, 'events.sqlite'));
    try {
      return look(db);
    } finally {
      db.close();
    }
  }
  const contents = (): unknown =>
    besides((db) =>
      ['events', 'private', 'streams', 'erased', 'gaps', 'trimming', 'trimmed', 'baseline', 'meta'].map((table) =>
        db.prepare(`SELECT * FROM ${table}`).raw().all(),
      ),
    );

  it('is in no file of the log, while it runs and after, by its words, ids or name', async () => {
    expect(filesThatHoldIt()).not.toEqual([]);
    await expect(trimAll(log, ['call'])).resolves.toEqual({ ...TRIMMED, events: 3, trimmedUpTo: 303 });
    expect(filesThatHoldIt()).toEqual([]);
    await log.append(turns('later', 1, 10));
    await log.close();
    expect(filesThatHoldIt()).toEqual([]);
    log = await SqliteEventLog.open({ folder });
    expect(verifyLog(folder)).toMatchObject({ events: 610, trimmedCalls: 1, baselineRows: 0, flaws: [] });
  });

  it('is as much gone when it was in the baseline and was replaced or removed', async () => {
    await trimAll(
      log,
      ['call'],
      [
        ['a', SECRET.repeat(2_000)],
        ['b', SECRET],
        [SECRET, 'c'],
      ],
    );
    expect(filesThatHoldIt()).toEqual(['events.sqlite']);
    const baseline = { version: 1, set: [['a', 'x'] as const], remove: ['b', SECRET] };
    await expect(log.trim({ callIds: [], asOf: 0, baseline })).resolves.toMatchObject({ wiped: true });
    expect(filesThatHoldIt()).toEqual([]);
    expect(log.baseline().rows).toEqual(new Map([['a', 'x']]));
  });

  it('is said to be in the files still while somebody reads what was before, and goes with a trim of nothing', async () => {
    const reader = new SqliteDatabase(join(folder, 'events.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM private').get();
    await expect(trimAll(log, ['call'], [['calls', '1']])).resolves.toMatchObject({ calls: 1, wiped: false });
    expect([log.trimmedUpTo, log.readCall('call'), log.baseline().rows.size]).toEqual([303, [], 1]);
    expect(filesThatHoldIt()).not.toEqual([]);
    reader.close();
    await expect(trimAll(log, [])).resolves.toMatchObject({ calls: 0, version: 1, wiped: true });
    expect(filesThatHoldIt()).toEqual([]);
  });

  it('is all there still when the disk refuses any part of it, and goes when it does not', async () => {
    const before = contents();
    for (const table of ['baseline', 'trimmed', 'gaps', 'trimming']) {
      besides((db) =>
        db.exec(`CREATE TRIGGER refused BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'disk full'); END`),
      );
      const trim = trimAll(log, ['call', 'before'], [['calls', '1']]);
      await expect(trim).rejects.toMatchObject({ code: 'storage_unavailable' });
      besides((db) => db.exec('DROP TRIGGER refused'));
      expect([table, contents()]).toEqual([table, before]);
      expect([log.tail, log.trimmedUpTo, log.baseline().version]).toEqual([1, 0, 0]);
      await expect(appendOne(log, aTurn('call', 1, { user_text: SECRET }))).resolves.toEqual({
        outcome: 'duplicate',
        position: 301,
      });
    }
    await expect(trimAll(log, ['call', 'before'], [['calls', '1']])).resolves.toMatchObject({ events: 303 });
    expect([log.tail, verifyLog(folder).flaws]).toEqual([304, []]);
  });

  it('is not trimmed twice by who asks again after a lost answer', async () => {
    const ask = WriterThread.prototype.ask;
    jest.spyOn(WriterThread.prototype, 'ask').mockImplementationOnce(async function (this: WriterThread, ...asked) {
      await ask.apply(this, asked);
      throw new Error('disk I/O error');
    });
    const request = { callIds: ['call'], asOf: log.head, baseline: { version: 0, set: [['calls', '1']] as const } };
    await expect(log.trim(request)).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(log.trim(request)).resolves.toEqual({ outcome: 'outdated', version: 1 });
    expect([log.trimmedUpTo, log.baseline().rows.get('calls')]).toEqual([303, '1']);
  });

  it('is nothing when an event of the call is damaged, for it may be of another one', async () => {
    besides((db) => db.exec(`UPDATE events SET stream = 2 WHERE position = 7`));
    const before = contents();
    await expect(trimAll(log, ['call'])).rejects.toMatchObject({
      code: 'damaged',
      reason: 'the event at position 7 was altered',
    });
    expect(contents()).toEqual(before);
    await expect(trimAll(log, ['after'])).resolves.toMatchObject({ events: 300 });
  });

  it('leaves one row of gaps for all that stood in a row, however it was trimmed', async () => {
    await trimAll(log, ['after']);
    await trimAll(log, ['before']);
    await trimAll(log, ['call']);
    expect(besides((db) => db.prepare('SELECT first, last FROM gaps').raw().all())).toEqual([[1, 603]]);
    expect(besides((db) => db.prepare('SELECT count(*) FROM private').pluck().get())).toBe(0);
  });

  it('stays trimmed in a backup and after compacting, with its baseline', async () => {
    await trimAll(log, ['call', 'after'], [['calls', '2']]);
    const to = join(base, 'backup');
    expect(backupLog(folder, to)).toMatchObject({ head: 603, events: 300, trimmedCalls: 2, baselineRows: 1 });
    const copy = await SqliteEventLog.open({ folder: to });
    expect(copy.baseline()).toEqual(log.baseline());
    const outcomes = await copy.append([aTurn('call', 9), aTurn('new', 1)]);
    expect(outcomes).toEqual([
      { outcome: 'duplicate', position: 603 },
      { outcome: 'accepted', position: 604 },
    ]);
    await copy.close();
    await log.close();
    const { beforeBytes, afterBytes } = compactLog(folder);
    expect(afterBytes).toBeLessThan(beforeBytes);
    log = await SqliteEventLog.open({ folder });
    expect([log.opening.renewal, log.head, log.trimmedUpTo, log.baseline().rows.get('calls')]).toEqual([
      null,
      603,
      603,
      '2',
    ]);
    expect(positionsOf(everything(log))).toHaveLength(300);
  });

  it('is missed by nobody who reads in another thread while it goes', async () => {
    const calls = Array.from({ length: 60 }, (_, index) => `call-${index}`);
    for (const name of calls) await log.append(turns(name, 1, 30));
    const reading = setInterval(() => everything(log), 0);
    for (const name of calls) await trimAll(log, [name]);
    clearInterval(reading);
    expect(everything(log)).toHaveLength(603);
  });
});
