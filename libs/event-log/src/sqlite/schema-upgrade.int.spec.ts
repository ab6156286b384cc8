import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { anEnd, aTurn, appendOne, everything, idsOf } from '../testing/events';
import { writeFolderOfSchema2 } from '../testing/folder-of-schema-2';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { trimAll } from '../testing/trim';
import { backupLog } from './backup-log';
import { compactLog } from './compact-log';
import { readMeta, schemaOf, schemaOfLog, upgradeSchema } from './schema';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';

const SOUND = { logId: '36c90630', head: 6, events: 6, calls: 3, trimmedCalls: 0, baselineRows: 0, flaws: [] };

describe('a folder of schema version 2', () => {
  let base: string;
  let folder: string;
  beforeEach(() => {
    base = tempFolder();
    folder = join(base, 'data');
    writeFolderOfSchema2(folder);
  });
  afterEach(() => removeFolder(base));

  const file = (): string => join(folder, 'events.sqlite');
  function within<T>(look: (db: Database) => T): T {
    const db = new SqliteDatabase(file());
    try {
      return look(db);
    } finally {
      db.close();
    }
  }
  const version = (): string => within((db) => readMeta(db, 'schema_version'));

  it('is opened as the log that it was, and has the tables of this version then', async () => {
    const rowsBefore = within((db) => db.prepare('SELECT * FROM events').raw().all());
    let log = await SqliteEventLog.open({ folder });
    expect(log.opening).toMatchObject({ logId: '36c90630', head: 6, renewal: null });
    expect(idsOf(everything(log))).toEqual(['a:turn:1', 'a:turn:2', 'a:turn:3', 'b:turn:1', 'a:ended', 'c:turn:1']);
    expect(log.readAt(4)?.data).toMatchObject({ agent_text: 'Grüße, "Ada"', latency: { response_ms: 900 } });
    expect(log.baseline()).toEqual({ version: 0, trimmedUpTo: 0, rows: new Map() });
    await log.close();
    expect(within((db) => [readMeta(db, 'schema_version'), schemaOf(db)])).toEqual(['3', schemaOfLog('3')]);
    expect(within((db) => db.prepare('SELECT * FROM events').raw().all())).toEqual(rowsBefore);
    log = await SqliteEventLog.open({ folder });
    expect([log.opening.renewal, log.head]).toEqual([null, 6]);
    await log.close();
  });

  it('goes on as before: repeats, conflicts, what was erased; and can be trimmed', async () => {
    const log = await SqliteEventLog.open({ folder });
    const told = [aTurn('a', 1), aTurn('a', 1, { user_text: 'other words' }), aTurn('c', 2), anEnd('b')];
    expect((await log.append(told)).map(({ outcome }) => outcome)).toEqual([
      'duplicate',
      'conflict',
      'duplicate',
      'accepted',
    ]);
    await expect(trimAll(log, ['a', 'c'], [['calls', '2']])).resolves.toMatchObject({ calls: 2, events: 5 });
    await expect(appendOne(log, aTurn('a', 4))).resolves.toEqual({ outcome: 'duplicate', position: 6 });
    await log.close();
    expect(verifyLog(folder)).toMatchObject({ events: 2, trimmedCalls: 2, baselineRows: 1, flaws: [] });
  });

  it('is verified and backed up as it is, and not changed by that', () => {
    const before = readFileSync(file());
    expect(verifyLog(folder)).toMatchObject(SOUND);
    expect(backupLog(folder, join(base, 'copy'))).toMatchObject(SOUND);
    expect(readFileSync(file()).equals(before)).toBe(true);
    compactLog(folder);
    expect([version(), verifyLog(folder)]).toEqual(['2', expect.objectContaining(SOUND)]);
  });

  it('is of version 2 still, and whole, when it could not be brought up', () => {
    within((db) => {
      const exec = jest.spyOn(db, 'exec');
      exec.mockImplementationOnce((sql) => {
        exec.mockRestore();
        db.exec(sql);
        throw new Error('disk full');
      });
      expect(() => upgradeSchema(db)).toThrow('disk full');
    });
    expect([version(), verifyLog(folder)]).toEqual(['2', expect.objectContaining(SOUND)]);
  });

  it.each([
    ['says that it is of version 3', `UPDATE meta SET value = '3' WHERE key = 'schema_version'`, 'its tables are not'],
    ['lacks a table', 'DROP TABLE gaps', 'its tables are not those of an event log'],
  ])('that %s is damaged', async (_what, sql, said) => {
    within((db) => db.exec(sql));
    await expect(SqliteEventLog.open({ folder })).rejects.toMatchObject({
      code: 'damaged',
      reason: expect.stringContaining(said),
    });
  });
});
