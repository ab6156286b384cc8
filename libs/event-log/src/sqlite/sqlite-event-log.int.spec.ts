import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CallEvent } from '@callscope/call-events';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { concatAll, firstValueFrom, take, toArray } from 'rxjs';
import { StorageUnavailableError } from '../errors';
import type { EventLog } from '../event-log';
import { anEnd, aTurn, appendOne, idsOf } from '../testing/events';
import { describeEventLog } from '../testing/event-log.contract';
import { removeFolder, sqliteStore, tempFolder } from '../testing/temp-folder';
import { trimAll } from '../testing/trim';
import { checksum } from '../encoding/checksum';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';
import { WriterThread } from './writer-thread';

describeEventLog('SqliteEventLog', sqliteStore);

const WITH_PERSONAL: readonly CallEvent[] = [
  { ...aTurn('call', 1, { user_text: 'SECRET-1', agent_text: 'SECRET-2' }), occurred_at: 1_778_627_015_000 },
  { ...anEnd('call', { raw_reason: 'SECRET-3', report: { transcript: [{ text: 'SECRET-4' }] } }) },
  {
    id: 'call:started',
    type: 'call.started',
    v: 1,
    call_id: 'call',
    source: { framework: 'patter', adapter: 'patter' },
    data: { direction: 'inbound', from: 'SECRET-5', to: 'SECRET-6', metadata: { note: 'SECRET-7' } },
  },
  {
    id: 'call:status',
    type: 'call.status_changed',
    v: 1,
    call_id: 'call',
    data: { status: 'completed', raw_status: 'SECRET-8' },
  },
];

describe('large events', () => {
  const MIB = 1_024 * 1_024;

  it('come in pages of some MiB, that miss and repeat nothing', async () => {
    const folder = tempFolder();
    const log = await SqliteEventLog.open({ folder });
    const events = Array.from({ length: 20 }, (_, turn) => aTurn('call', turn, { user_text: 'x'.repeat(MIB) }));
    for (const event of events) await appendOne(log, event);
    const pages = [log.read(0, 100)];
    while (pages.at(-1)!.length > 0) pages.push(log.read(pages.at(-1)!.at(-1)!.position, 100));
    expect(pages.map((page) => page.length)).toEqual([8, 8, 4, 0]);
    expect(idsOf(pages.flat())).toEqual(idsOf(events));
    await appendOne(log, anEnd('call'));
    const followed = log.follow(0).pipe(concatAll(), take(21), toArray());
    expect(idsOf(await firstValueFrom(followed))).toEqual([...idsOf(events), 'call:ended']);
    await log.close();
    expect(verifyLog(folder)).toMatchObject({ events: 21, flaws: [] });
    removeFolder(folder);
  });
});

describe('a commit whose outcome was not known, and that turns out stored', () => {
  it('is told to followers with the next one', async () => {
    const folder = tempFolder();
    const log = await SqliteEventLog.open({ folder });
    const seen: string[] = [];
    log.follow(0).subscribe((events) => seen.push(...idsOf(events)));
    const ask = WriterThread.prototype.ask;
    jest.spyOn(WriterThread.prototype, 'ask').mockImplementationOnce(async function (this: WriterThread, ...asked) {
      await ask.apply(this, asked);
      throw new Error('disk I/O error');
    });
    await expect(log.append([aTurn('call', 1)])).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect([log.head, seen]).toEqual([0, []]);
    await trimAll(log, []);
    // It stands in the file, above the head, where nothing is told yet.
    expect([log.tail, log.firstPosition('call', 'turn.completed'), log.readCall('call')]).toEqual([null, null, []]);
    await expect(appendOne(log, aTurn('call', 2))).resolves.toEqual({ outcome: 'accepted', position: 2 });
    expect([log.head, seen]).toEqual([2, ['call:turn:1', 'call:turn:2']]);
    await expect(appendOne(log, aTurn('call', 1))).resolves.toEqual({ outcome: 'duplicate', position: 1 });
    await log.close();
    removeFolder(folder);
  });
});

describe('a log that was closed', () => {
  it('says so to who reads it', async () => {
    const folder = tempFolder();
    const log = await SqliteEventLog.open({ folder });
    await log.append([aTurn('call', 1)]);
    await log.close();
    expect(() => log.read(0, 10)).toThrow(StorageUnavailableError);
    removeFolder(folder);
  });
});

describe('the file of SqliteEventLog', () => {
  const base = tempFolder();
  const folder = join(base, 'data');
  let log: EventLog;
  let file: Database;

  beforeAll(async () => {
    log = await SqliteEventLog.open({ folder });
    await log.append(WITH_PERSONAL);
    file = new SqliteDatabase(join(folder, 'events.sqlite'), { readonly: true });
  });
  afterAll(async () => {
    file.close();
    await log.close();
    removeFolder(base);
  });

  const rows = (sql: string): Record<string, never>[] => file.prepare<[], Record<string, never>>(sql).all();

  it('lies in a folder that only its owner may enter, beside a key that only its owner may read', () => {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'fingerprint.key')).mode & 0o777).toBe(0o600);
  });

  it('is written ahead', () => {
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  it('holds personal fields in a table apart from the events', () => {
    expect(JSON.stringify(rows('SELECT * FROM events'))).not.toContain('SECRET');
    expect(JSON.stringify(rows('SELECT * FROM streams'))).not.toContain('SECRET');
    const apart = JSON.stringify(rows('SELECT * FROM private'));
    for (const number of WITH_PERSONAL.flatMap((_, index) => [index * 2 + 1, index * 2 + 2])) {
      expect(apart).toContain(`SECRET-${number}`);
    }
  });

  it('keeps no personal row for an event that tells of nobody', async () => {
    const { position } = await appendOne(log, anEnd('other', { reason: 'completed' }));
    expect(file.prepare('SELECT * FROM private WHERE position = ?').all(position)).toEqual([]);
  });

  it('has a checksum in each row that recomputes from this row alone', () => {
    const events = rows('SELECT e.*, s.call_id FROM events e JOIN streams s USING (stream)');
    expect(events.length).toBeGreaterThanOrEqual(WITH_PERSONAL.length);
    for (const row of events) {
      const { position, event_id: id, call_id: call, type, v, occurred_at: at, recorded_at: our, source, data } = row;
      const { has_personal: hasPersonal } = row;
      const fields = [position!, id!, call!, type!, v!, at!, our!, source!, data!, hasPersonal!];
      expect(row['checksum']).toBe(checksum(...fields));
    }
    const apart = rows('SELECT * FROM private');
    expect(apart).toHaveLength(WITH_PERSONAL.length);
    for (const { position, data, checksum: kept } of apart) expect(kept).toBe(checksum(position!, data!));
  });

  it('has a checksum that any changed field changes', () => {
    const fields = [7, 'id', 'call', 'call.ended', 1, null, 9, null, '{}'];
    const sums = fields.map((_, changed) => checksum(...fields.map((field, at) => (at === changed ? 'x' : field))));
    expect(new Set([...sums, checksum(...fields)]).size).toBe(fields.length + 1);
  });

  it('has a fingerprint that tells nothing to who has the file alone', async () => {
    const other = join(base, 'other');
    const same = await SqliteEventLog.open({ folder: other });
    await same.append(WITH_PERSONAL);
    await same.close();
    const db = new SqliteDatabase(join(other, 'events.sqlite'), { readonly: true });
    const prints = (of: Database): string[] =>
      of
        .prepare<[], { f: string }>('SELECT hex(fingerprint) AS f FROM events ORDER BY position')
        .all()
        .map((r) => r.f);
    const [ours, theirs] = [prints(file), prints(db)];
    db.close();
    expect(theirs).toHaveLength(WITH_PERSONAL.length);
    expect(theirs.filter((print) => ours.includes(print))).toEqual([]);
  });
});
