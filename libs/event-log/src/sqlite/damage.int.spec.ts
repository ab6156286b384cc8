import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { DamagedLogError } from '../errors';
import { aTurn, turns } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { dataFolder } from './data-folder';
import { LogReader } from './log-reader';
import { openLog } from './open-log';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';

const EVENTS = 40;

/** Damage to one row, and what is said of it. */
const DAMAGES: readonly (readonly [string, string, string])[] = [
  [
    'another figure',
    `UPDATE events SET data = replace(data, '20', '21') WHERE position = 20`,
    'position 20 was altered',
  ],
  ['another id', `UPDATE events SET event_id = 'x' WHERE position = 20`, 'position 20 was altered'],
  ['another type', `UPDATE events SET type = 'turn.corrected' WHERE position = 20`, 'position 20 was altered'],
  ['another time', `UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 20`, 'position 20 was altered'],
  ['a time that was not told', `UPDATE events SET occurred_at = 0 WHERE position = 20`, 'position 20 was altered'],
  ['another call', `UPDATE events SET stream = 2 WHERE position = 20`, 'position 20 was altered'],
  ['other words', `UPDATE private SET data = replace(data, '20', '21') WHERE position = 20`, 'part of position 20 was'],
  ['no words', `DELETE FROM private WHERE position = 20`, 'personal part of position 20 is missing'],
  ['the words of nobody', `UPDATE private SET position = 99 WHERE position = 20`, 'part of position 20 is missing'],
  ['words though it has none', `UPDATE events SET has_personal = 0 WHERE position = 20`, 'position 20 was altered'],
  ['no event', `DELETE FROM events WHERE position = 20`, 'position 20 is missing'],
  ['no newest event', `DELETE FROM events WHERE position = ${EVENTS}`, 'ends at 40, and ends at 39'],
  ['no oldest event', `DELETE FROM events WHERE position = 1`, 'position 1 is missing'],
  ['an event elsewhere', `UPDATE events SET position = 99 WHERE position = 20`, 'it says that it ends at 40'],
  ['a renamed call', `UPDATE streams SET call_id = 'x' WHERE stream = 1`, 'was altered'],
  ['no call', `DELETE FROM streams WHERE stream = 1`, 'is missing'],
  ['words without event', `INSERT INTO private VALUES (99, '{}', 0)`, 'position 99 has a personal part and no event'],
  ['another head', `UPDATE meta SET value = '4' WHERE key = 'head'`, 'it says that it ends at 4, and ends at 40'],
  ['no head', `DELETE FROM meta WHERE key = 'head'`, 'it has no head'],
  ['an odd name', `UPDATE meta SET value = 'A' WHERE key = 'log_id'`, 'its name was altered'],
  ['an odd version', `UPDATE meta SET value = '9' WHERE key = 'schema_version'`, 'its schema version was altered'],
  ['a table less', `DROP TABLE private`, 'its tables are not those of an event log'],
];

/** Damage that shows in what is read, too; the others are in the frame around it. */
const READ = DAMAGES.filter(([, , said]) => /position \d+ (was altered|is missing)|part of position/.test(said));

describe('a damaged log', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = tempFolder();
    file = join(folder, 'events.sqlite');
    const log = await SqliteEventLog.open({ folder });
    await log.append([...turns('call', 1, EVENTS - 1), aTurn('other', 1)]);
    await log.close();
  });
  afterEach(() => removeFolder(folder));

  /** By hand, behind the back of the log; nothing of it stays in a write-ahead log. */
  function change(sql: string): void {
    const db = new SqliteDatabase(file);
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
  }

  /** What a start says of the log; null when nothing. */
  function refusal(): DamagedLogError | null {
    try {
      const { db, remembered } = openLog(dataFolder(folder), () => 'abcdefgh');
      remembered.close();
      db.close();
      return null;
    } catch (error) {
      return error as DamagedLogError;
    }
  }
  function everythingIn(): unknown {
    const db: Database = new SqliteDatabase(file, { readonly: true });
    const events = new LogReader(db).page(0, EVENTS, 1_000);
    db.close();
    return events;
  }
  const quarantines = (): string[] => readdirSync(folder).filter((name) => name.startsWith('quarantine-'));

  it.each(DAMAGES)('with %s is refused, and what it was is copied', (_what, sql, said) => {
    change(sql);
    const before = readFileSync(file);
    const error = refusal();
    expect(error).toMatchObject({ code: 'damaged', reason: expect.stringContaining(said) });
    const { copy, message } = error as DamagedLogError;
    expect(message).toContain(copy);
    expect(readFileSync(join(copy!, 'events.sqlite')).equals(before)).toBe(true);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is refused by who opens it, who leaves the folder to others', async () => {
    change(`DELETE FROM events WHERE position = 20`);
    for (let time = 0; time < 2; time++) {
      await expect(SqliteEventLog.open({ folder })).rejects.toMatchObject({
        code: 'damaged',
        reason: 'position 20 is missing',
        copy: expect.stringContaining('quarantine-'),
      });
    }
    expect(quarantines()).toHaveLength(1);
    expect(existsSync(join(folder, 'callscope.pid'))).toBe(false);
  });

  it.each(READ)('with %s serves nothing of it when that is met later', (_what, sql, said) => {
    change(sql);
    const db: Database = new SqliteDatabase(file, { readonly: true });
    const reader = new LogReader(db);
    expect(() => reader.page(0, EVENTS, 1_000)).toThrow(DamagedLogError);
    const where = Number(/position (\d+)/.exec(said)?.[1] ?? 1);
    expect(() => reader.one(where)).toThrow(DamagedLogError);
    expect(() => reader.page(where - 1, EVENTS, 1)).toThrow(said);
    db.close();
  });

  it.each(READ)('with %s still serves what is whole', (_what, sql, said) => {
    change(sql);
    const where = Number(/position (\d+)/.exec(said)?.[1] ?? EVENTS);
    const db: Database = new SqliteDatabase(file, { readonly: true });
    const reader = new LogReader(db);
    const others = Array.from({ length: EVENTS }, (_, index) => index + 1).filter((at) => at !== where);
    const whole = sql.includes('streams') ? [EVENTS] : others;
    expect(whole.map((at) => reader.one(at)?.position)).toEqual(whole);
    db.close();
  });

  it('does not end a page early when its last events are gone', () => {
    change(`DELETE FROM events WHERE position >= ${EVENTS - 1}`);
    const db: Database = new SqliteDatabase(file, { readonly: true });
    const reader = new LogReader(db);
    expect(() => reader.page(0, EVENTS, 1_000)).toThrow(`position ${EVENTS - 1} is missing`);
    expect(() => reader.page(EVENTS - 1, EVENTS, 1)).toThrow(`position ${EVENTS} is missing`);
    expect(reader.page(0, EVENTS - 2, 1_000).rows).toHaveLength(EVENTS - 2);
    expect(reader.page(0, EVENTS, EVENTS - 2).rows).toHaveLength(EVENTS - 2);
    db.close();
  });

  it('never gives a call that lacks nothing but the truth', () => {
    change(`UPDATE events SET data = replace(data, '20', '21') WHERE position = 20`);
    const db: Database = new SqliteDatabase(file, { readonly: true });
    const reader = new LogReader(db);
    expect(() => reader.call('call', EVENTS)).toThrow('position 20 was altered');
    expect(reader.call('other', EVENTS)).toHaveLength(1);
    db.close();
  });

  it('is copied once, however often it is started', () => {
    change(`DELETE FROM events WHERE position = 20`);
    const first = refusal()!;
    const second = refusal()!;
    expect([quarantines().length, second.copy]).toEqual([1, first.copy]);
    change(`DELETE FROM events WHERE position = 21`);
    expect(refusal()!.copy).not.toBe(first.copy);
  });

  it.each([
    [
      'no database',
      () => {
        writeFileSync(file, 'x'.repeat(20_000));
      },
    ],
    [
      'cut in a page',
      () => {
        truncateSync(file, 30_000);
      },
    ],
    [
      'cut to nothing',
      () => {
        truncateSync(file, 0);
      },
    ],
    [
      'gone beside its write-ahead log',
      () => {
        writeFileSync(`${file}-wal`, 'x'.repeat(9_000));
        rmSync(file);
      },
    ],
  ])('whose file is %s is refused', (_what, hurt) => {
    hurt();
    expect(refusal()).toMatchObject({ code: 'damaged', copy: expect.stringContaining('quarantine-') });
  });

  it('with one bit changed anywhere is refused, or was not touched where it matters', () => {
    const whole = readFileSync(file);
    const truth = everythingIn();
    let refused = 0;
    for (let trial = 0; trial < 300; trial++) {
      const at = Math.floor(Math.random() * whole.length);
      const altered = Buffer.from(whole);
      altered[at]! ^= 1 << (trial % 8);
      for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
      writeFileSync(file, altered);
      const error = refusal();
      if (error === null) expect([at, everythingIn()]).toEqual([at, truth]);
      else expect([at, error.code]).toEqual([at, 'damaged']);
      refused += error ? 1 : 0;
    }
    expect(refused).toBeGreaterThan(5);
  });

  it('with a damaged index is refused as long as it is small', () => {
    const db = new SqliteDatabase(file);
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    const page = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'events_of_call'`).pluck().get() as number;
    db.close();
    const bytes = readFileSync(file);
    // The last cells of the index lie at the end of its page: the numbers of calls and positions.
    bytes[page * 8_192 - 1]! ^= 1;
    writeFileSync(file, bytes);
    expect(refusal()).toMatchObject({ code: 'damaged', reason: expect.stringContaining('events_of_call') });
  });

  it('is told of by verify, position by position', () => {
    change(`UPDATE events SET data = replace(data, '20', '21') WHERE position = 20`);
    change(`DELETE FROM private WHERE position = 22`);
    change(`UPDATE events SET fingerprint = x'00' WHERE position = 24`);
    change(`UPDATE events SET fingerprint = NULL WHERE position = 26`);
    expect(verifyLog(folder)).toMatchObject({
      events: EVENTS - 3,
      flaws: [
        'the event at position 20 was altered',
        'the personal part of position 22 is missing',
        'the fingerprint of position 24 was altered',
      ],
    });
  });
});
