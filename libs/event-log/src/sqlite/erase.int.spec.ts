import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { anEnd, aTurn, turns } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';

const SECRET = 'Grüße an "Ada", +49 171 5550199';
const FORMS = [Buffer.from(SECRET), Buffer.from(JSON.stringify(SECRET).slice(1, -1)), Buffer.from('5550199')];

describe('what was erased', () => {
  let folder: string;
  let log: SqliteEventLog;
  beforeEach(async () => {
    folder = tempFolder();
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
    await log.close();
    removeFolder(folder);
  });

  const filesThatHoldIt = (): string[] =>
    readdirSync(folder).filter((name) => {
      const bytes = readFileSync(join(folder, name));
      return FORMS.some((form) => bytes.includes(form) || bytes.includes(form.toString('hex')));
    });

  it('is in no file of the log, while it runs and after', async () => {
    expect(filesThatHoldIt()).not.toEqual([]);
    await expect(log.erase('call')).resolves.toBe(3);
    expect(filesThatHoldIt()).toEqual([]);
    await log.append(turns('later', 1, 10));
    await log.close();
    expect(filesThatHoldIt()).toEqual([]);
    log = await SqliteEventLog.open({ folder });
    expect(verifyLog(folder)).toMatchObject({ events: 613, flaws: [] });
  });

  it('is said to be there still while somebody reads what was before, and can be erased again after', async () => {
    const reader = new SqliteDatabase(join(folder, 'events.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM private').get();
    await expect(log.erase('call')).rejects.toMatchObject({ code: 'storage_unavailable' });
    reader.close();
    await expect(log.erase('call')).resolves.toBe(0);
    expect(filesThatHoldIt()).toEqual([]);
  });

  it('does not make a damaged row look whole', async () => {
    const db = new SqliteDatabase(join(folder, 'events.sqlite'));
    db.exec(`UPDATE events SET data = replace(data, 'completed', 'abandoned') WHERE event_id = 'call:turn:1'`);
    db.close();
    await expect(log.erase('call')).resolves.toBe(3);
    expect(filesThatHoldIt()).toEqual([]);
    expect(() => log.readAt(301)).toThrow('position 301 was altered');
    expect(verifyLog(folder).flaws).toEqual(['the event at position 301 was altered']);
  });
});
