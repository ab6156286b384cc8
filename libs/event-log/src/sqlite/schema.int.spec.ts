import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { createSchema, prepareForWriting, readMeta } from './schema';
import { SqliteEventLog } from './sqlite-event-log';

describe('the schema of the log', () => {
  let folder: string;
  const databases: Database[] = [];
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => {
    for (const db of databases.splice(0)) db.close();
    removeFolder(folder);
  });

  function open(file = join(folder, 'events.sqlite')): Database {
    const db = new SqliteDatabase(file);
    databases.push(db);
    return db;
  }

  it('overwrites what is deleted, and writes pages of 8 KiB ahead', () => {
    const db = open();
    prepareForWriting(db);
    createSchema(db, () => 'abcdefgh');
    const settings = ['journal_mode', 'synchronous', 'secure_delete', 'page_size'].map((name) =>
      db.pragma(name, { simple: true }),
    );
    expect(settings).toEqual(['wal', 2, 1, 8192]);
  });

  it('refuses a database that cannot be written ahead', () => {
    expect(() => prepareForWriting(open(':memory:'))).toThrow('cannot use WAL');
  });

  it('is made once: a second time changes neither name nor head', () => {
    const db = open();
    createSchema(db, () => 'abcdefgh');
    db.prepare("UPDATE meta SET value = '42' WHERE key = 'head'").run();
    createSchema(db, () => 'zzzzzzzz');
    expect([readMeta(db, 'log_id'), readMeta(db, 'head')]).toEqual(['abcdefgh', '42']);
  });

  it('refuses a log that a later service has written, and leaves it as it is', async () => {
    const log = await SqliteEventLog.open({ folder });
    await log.close();
    const later = open();
    later.prepare("UPDATE meta SET value = '4' WHERE key = 'schema_version'").run();
    later.exec('ALTER TABLE events ADD COLUMN more TEXT');
    await expect(SqliteEventLog.open({ folder })).rejects.toThrow('schema version 4');
    expect(readMeta(open(), 'schema_version')).toBe('4');
  });

  it('says what is missing in a file that is no log of ours', () => {
    const db = open();
    createSchema(db, () => 'abcdefgh');
    expect(() => readMeta(db, 'tail')).toThrow('it has no tail');
  });
});
