import { copyFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { aTurn } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { trimAll } from '../testing/trim';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';

describe('the room of the log', () => {
  let folder: string;
  let log: SqliteEventLog;
  beforeEach(async () => {
    folder = tempFolder();
    log = await SqliteEventLog.open({ folder });
  });
  afterEach(async () => {
    await log.close();
    removeFolder(folder);
  });

  const file = (): string => join(folder, 'events.sqlite');
  const filesBytes = (): number => ['', '-wal'].reduce((sum, end) => sum + statSync(`${file()}${end}`).size, 0);
  const secret = (call: number): string => `secret${(call * 7_919) % 100_003}x`;
  /** Calls side by side, of any length, as they come. */
  async function fill(calls: number): Promise<void> {
    let drawn = 7;
    const draw = (below: number): number => {
      drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) >>> 0;
      return (drawn >>> 8) % below;
    };
    for (let round = 0; round < 20; round++) {
      const turns = Array.from({ length: calls }, () => {
        const call = draw(calls);
        return aTurn(`call-${call}`, round, { user_text: `${secret(call)} `.repeat(1 + draw(120)) });
      });
      await log.append([...new Map(turns.map((turn) => [turn.id, turn])).values()]);
    }
  }

  it('is said as it is, and given back bit by bit', async () => {
    await fill(300);
    expect(log.size().bytes).toBe(filesBytes());
    const calls = Array.from({ length: 280 }, (_, n) => `call-${n}`);
    await trimAll(log, calls);
    const { bytes, freeBytes } = log.size();
    expect(freeBytes).toBeGreaterThan(bytes / 2);
    await expect(log.giveBack(100_000)).resolves.toBe(98_304);
    while ((await log.giveBack(1_000_000)) > 0);
    const left = bytes - freeBytes;
    expect(log.size()).toEqual({ bytes: left, freeBytes: 0, usedBytes: left });
    expect(filesBytes()).toBe(left);
    expect(verifyLog(folder).flaws).toEqual([]);
  });

  it('falls by what left, also while a reader keeps what was before', async () => {
    await fill(300);
    const before = log.size();
    const reader = new SqliteDatabase(file(), { readonly: true });
    try {
      reader.exec('BEGIN; SELECT count(*) FROM events');
      await trimAll(
        log,
        Array.from({ length: 280 }, (_, n) => `call-${n}`),
      );
      expect(log.size().bytes).toBeGreaterThan(before.bytes);
      expect(log.size().usedBytes).toBeLessThan(before.usedBytes / 2);
    } finally {
      reader.close();
    }
  });

  it('has no byte of what was erased or trimmed after it was written anew', async () => {
    await fill(500);
    const gone = Array.from({ length: 500 }, (_, n) => n).filter((n) => n % 3 !== 0);
    for (const n of gone) {
      if (n % 2 === 0) await log.erase(`call-${n}`, true);
      else await trimAll(log, [`call-${n}`]);
    }
    const before = JSON.stringify(log.read(0, 100_000));
    await log.scrub();
    const bytes = ['', '-wal'].map((end) => readFileSync(`${file()}${end}`));
    expect(gone.filter((n) => bytes.some((each) => each.includes(secret(n))))).toEqual([]);
    expect(JSON.stringify(log.read(0, 100_000))).toBe(before);
    expect(log.size()).toEqual({ bytes: filesBytes(), freeBytes: 0, usedBytes: filesBytes() });
    expect(verifyLog(folder).flaws).toEqual([]);
  });

  it('of a log of an older version is given back when it is written anew, and bit by bit from then on', async () => {
    await log.close();
    rmSync(file());
    rmSync(join(folder, 'head.json'));
    const db = new SqliteDatabase(file());
    db.pragma('page_size = 8192');
    db.exec('CREATE TABLE made_without (x); DROP TABLE made_without');
    db.close();
    log = await SqliteEventLog.open({ folder });
    await fill(100);
    const some = (from: number): string[] => Array.from({ length: 40 }, (_, n) => `call-${from + n}`);
    await trimAll(log, some(0));
    expect(log.size().freeBytes).toBeGreaterThan(0);
    await expect(log.giveBack(1_000_000)).resolves.toBe(0);
    await log.scrub();
    expect(log.size().freeBytes).toBe(0);
    await trimAll(log, some(40));
    await expect(log.giveBack(1_000_000)).resolves.toBeGreaterThan(0);
  });

  it('is not said to be clean while somebody reads what was before', async () => {
    await fill(50);
    const reader = new SqliteDatabase(file(), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM private').get();
    await log.erase('call-1').catch(() => undefined);
    await expect(log.scrub()).rejects.toMatchObject({ code: 'storage_unavailable' });
    reader.close();
    await expect(log.scrub()).resolves.toBeUndefined();
  });

  it('is clean after a start, though a kill came before the write-ahead log was emptied', async () => {
    await fill(20);
    const reader = new SqliteDatabase(file(), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM private').get();
    await expect(log.erase('call-1', true)).rejects.toMatchObject({ code: 'storage_unavailable' });
    // The files as a kill would leave them.
    const copy = tempFolder();
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    const holds = (): boolean =>
      ['events.sqlite', 'events.sqlite-wal'].some((name) => readFileSync(join(copy, name)).includes(secret(1)));
    expect(holds()).toBe(true);
    reader.close();
    const started = await SqliteEventLog.open({ folder: copy });
    expect(holds()).toBe(false);
    expect(started.readCall('call-1').at(-1)).toMatchObject({ type: 'call.erased' });
    await started.close();
    removeFolder(copy);
    // The one that goes on hears of it with the next commit.
    await expect(log.erase('call-1', true)).resolves.toBe(0);
    expect(log.readCall('call-1').at(-1)).toMatchObject({ type: 'call.erased', position: log.head });
  });
});
