import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { turns } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { trimAll } from '../testing/trim';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';

/** Damage to what is kept of trimmed calls, what is said of it, and whether who reads the baseline notices. */
const DAMAGES: readonly (readonly [string, string, string, boolean])[] = [
  ['another text', `UPDATE baseline SET text = replace(text, '7', '8') WHERE rowid = 2`, 'row 2 of the baseline', true],
  ['another key', `UPDATE baseline SET key = '"x"' WHERE rowid = 2`, 'row 2 of the baseline was altered', true],
  ['a row less', `DELETE FROM baseline WHERE rowid = 2`, 'the baseline has 1 rows and should have 2', true],
  ['an empty baseline', `DELETE FROM baseline`, 'the baseline has 0 rows and should have 2', true],
  ['a call less', `DELETE FROM trimmed`, 'of 1 trimmed calls it knows 0', false],
  ['another call', `UPDATE trimmed SET call = x'00'`, 'of 1 trimmed calls it knows 0', false],
];

/** Damage to the row that says how far trimming went: nothing is to be trusted then. */
const OF_THE_STATE: readonly (readonly [string, string, string])[] = [
  ['another limit', 'UPDATE trimming SET up_to = 5', 'what it says of what was trimmed was altered'],
  ['another version', 'UPDATE trimming SET version = 0', 'what it says of what was trimmed was altered'],
  ['no limit', 'DELETE FROM trimming', 'it does not say what was trimmed'],
];

describe('a log whose baseline is damaged', () => {
  let folder: string;
  let log: SqliteEventLog;
  beforeEach(async () => {
    folder = tempFolder();
    log = await SqliteEventLog.open({ folder });
    await log.append([...turns('a', 1, 7), ...turns('b', 1, 3)]);
    await trimAll(
      log,
      ['a'],
      [
        ['calls', '1'],
        ['turns', '7'],
      ],
    );
  });
  afterEach(async () => {
    await log.close();
    removeFolder(folder);
  });

  function change(sql: string): void {
    const db: Database = new SqliteDatabase(join(folder, 'events.sqlite'));
    db.exec(sql);
    db.close();
  }

  it.each(DAMAGES)(
    'by %s is told of by verify, by the next start, and by who reads it',
    async (_what, sql, said, read) => {
      expect(verifyLog(folder)).toMatchObject({ baselineRows: 2, trimmedCalls: 1, flaws: [] });
      change(sql);
      expect(verifyLog(folder)).toMatchObject({ events: 3, flaws: [expect.stringContaining(said)] });
      if (read) expect(() => log.baseline()).toThrow(expect.objectContaining({ code: 'damaged' }));
      expect(log.read(0, 10)).toHaveLength(3);
      await log.close();
      const refused = { code: 'damaged', reason: expect.stringContaining(said) };
      await expect(SqliteEventLog.open({ folder })).rejects.toMatchObject(refused);
    },
  );

  it.each(OF_THE_STATE)('by %s is not opened, read or trimmed', async (_what, sql, said) => {
    change(sql);
    const refused = expect.objectContaining({ code: 'damaged', reason: said });
    expect(() => log.trimmedUpTo).toThrow(refused);
    expect(() => log.baseline()).toThrow(refused);
    expect(() => verifyLog(folder)).toThrow(refused);
    const baseline = { version: 1, set: [] };
    await expect(log.trim({ callIds: ['b'], asOf: log.head, baseline })).rejects.toEqual(refused);
    await log.close();
    await expect(SqliteEventLog.open({ folder })).rejects.toMatchObject({ code: 'damaged', reason: said });
  });
});
