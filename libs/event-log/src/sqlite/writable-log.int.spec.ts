import fs from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { encodeEvent } from '../encoding/event-row';
import { aTurn } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { dataFolder } from './data-folder';
import { LogWriter } from './log-writer';
import { WritableLog } from './writable-log';

const row = (turn: number) => encodeEvent(aTurn('call', turn), 'key');

const failure = (code: string): Error => new SqliteDatabase.SqliteError(`it failed (${code})`, code);

describe('the log in the writer thread', () => {
  let folder: string;
  let log: WritableLog;
  beforeEach(() => {
    folder = tempFolder();
    log = new WritableLog(dataFolder(folder), () => 'abcdefgh', Date.now);
    log.commit([row(1), row(2)]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    log.close();
    removeFolder(folder);
  });

  /** The next commit fails. */
  function failOnce(code: string): void {
    jest.spyOn(LogWriter.prototype, 'commit').mockImplementationOnce(() => {
      throw failure(code);
    });
  }

  /** Connections that were closed from now on. */
  const closed = (): jest.SpyInstance => jest.spyOn(SqliteDatabase.prototype, 'close');

  it.each(['SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR', 'SQLITE_CORRUPT', 'SQLITE_READONLY_DBMOVED'])(
    'after %s closes the file, looks at it anew and goes on',
    (code) => {
      failOnce(code);
      const closes = closed();
      expect(() => log.commit([row(3)])).toThrow(code);
      expect(closes).toHaveBeenCalledTimes(1);
      expect(log.commit([row(3)])).toMatchObject({ outcomes: [{ outcome: 'accepted', position: 3 }], head: 3 });
    },
  );

  it.each(['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_CONSTRAINT'])('after %s just goes on', (code) => {
    failOnce(code);
    const closes = closed();
    expect(() => log.commit([row(3)])).toThrow(code);
    expect(closes).not.toHaveBeenCalled();
    expect(log.commit([row(3)]).head).toBe(3);
  });

  it('finds what turned out stored after all: it is a duplicate then', () => {
    failOnce('SQLITE_IOERR_FSYNC');
    expect(() => log.commit([row(3)])).toThrow('SQLITE_IOERR_FSYNC');
    const other = new SqliteDatabase(dataFolder(folder).log);
    new LogWriter(other, Date.now, 'key').commit([row(3)]);
    other.close();
    expect(log.commit([row(3), row(4)])).toMatchObject({
      outcomes: [
        { outcome: 'duplicate', position: 3 },
        { outcome: 'accepted', position: 4 },
      ],
      head: 4,
    });
  });

  it('stores nothing more as long as it cannot be opened, or is not what it was', () => {
    failOnce('SQLITE_IOERR_FSYNC');
    expect(() => log.commit([row(3)])).toThrow('SQLITE_IOERR_FSYNC');
    const db = new SqliteDatabase(dataFolder(folder).log);
    db.exec(`DELETE FROM private WHERE position = 2; DELETE FROM events WHERE position = 2;
      UPDATE meta SET value = '1' WHERE key = 'head'`);
    for (let time = 0; time < 2; time++) {
      expect(() => log.commit([row(3)])).toThrow('it was at position 2 and is at 1');
    }
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(1);
    db.close();
  });

  it('stores nothing while the disk has no room to spare, and goes on when it has', () => {
    const { blocks, bsize } = fs.statfsSync(folder);
    jest.spyOn(fs, 'statfsSync').mockReturnValueOnce({ blocks, bsize, bavail: 1 } as fs.StatsFs);
    expect(() => log.commit([row(3)])).toThrow('the disk is full');
    expect(log.commit([row(3)]).head).toBe(3);
  });

  it('opens a folder again with what was there', () => {
    log.close();
    log = new WritableLog(dataFolder(folder), () => 'zzzzzzzz', Date.now);
    expect([log.logId, log.head, log.renewal]).toEqual(['abcdefgh', 2, null]);
    expect(log.syncMs).toBeGreaterThan(0);
  });
});
