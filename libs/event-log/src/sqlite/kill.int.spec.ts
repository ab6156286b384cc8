import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import SqliteDatabase from 'better-sqlite3';
import { everything, idsOf } from '../testing/events';
import { runUntilKilled } from '../testing/killed-process';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { SqliteEventLog } from './sqlite-event-log';

const ROUNDS = 10;

/** Each append of the script is n events of a call of its own, whose name ends with a number; n is 1 + number modulo 3. */
function appendsInPart(events: readonly StoredEvent[]): string[] {
  const sizes = new Map<string, number>();
  for (const { call_id: callId } of events) sizes.set(callId, (sizes.get(callId) ?? 0) + 1);
  return [...sizes].flatMap(([callId, size]) => (size === 1 + (Number(callId.split('-').at(-1)) % 3) ? [] : callId));
}

describe('a log whose process is killed', () => {
  let folder: string;
  beforeAll(() => {
    folder = tempFolder();
  });
  afterAll(() => removeFolder(folder));

  it('holds every acknowledged event exactly once, and no append in part', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const printed = await runUntilKilled(
        'append-until-killed.ts',
        [folder, `round-${round}`],
        20 + Math.random() * 180,
      );
      expect(printed.length).toBeGreaterThan(0);
      acknowledged.push(...printed);

      const log = await SqliteEventLog.open({ folder });
      const stored = everything(log);
      const { head } = log;
      await log.close();
      const ids = new Set(idsOf(stored));
      expect(ids.size).toBe(stored.length);
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
      expect(appendsInPart(stored)).toEqual([]);
      expect(stored.filter((event) => !('user_text' in event.data))).toEqual([]);
      expect(stored.at(-1)!.position).toBe(head);
    }
    const file = new SqliteDatabase(join(folder, 'events.sqlite'), { readonly: true });
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
  });
});
