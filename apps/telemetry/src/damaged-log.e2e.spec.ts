import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventLog } from '@callscope/event-log';
import SqliteDatabase from 'better-sqlite3';
import { turns } from '../../../libs/event-log/src/testing/events';
import { startService } from '../../../test/support/service';
import { post } from '../../../test/support/http';

const CALL = { call_id: 'kept', caller: '+12125550100', callee: '+12125550199' };

describe('a data folder that is not as it was left', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'callscope-'));
  });
  afterEach(() => {
    rmSync(data, { recursive: true, force: true });
  });

  /** A service that took in some calls, and then left by this signal. */
  async function left(signal: NodeJS.Signals, calls = 3): Promise<void> {
    const service = await startService({ data });
    for (let number = 1; number <= calls; number++) {
      await post(`${service.url}/api/dashboard/ingest`, { ...CALL, call_id: `call-${number}` });
    }
    await service.stop(signal);
  }

  it('ends a second start with 3, which names the first', async () => {
    const first = await startService({ data });
    await expect(startService({ data })).rejects.toMatchObject({
      exit: { code: 3 },
      stderr: `callscope: the data folder ${data} is in use by process ${first.pid}\n`,
    });
    await first.stop();
  });

  it('ends the start with 4 and one line that says what and where the copy is', async () => {
    await left('SIGTERM');
    const db = new SqliteDatabase(join(data, 'events.sqlite'));
    db.exec(`UPDATE events SET type = 'call.ended' WHERE position = 2`);
    db.close();
    for (let time = 0; time < 2; time++) {
      const failed = startService({ data });
      await expect(failed).rejects.toMatchObject({ exit: { code: 4 } });
      const { stderr } = (await failed.catch((error: unknown) => error)) as { stderr: string };
      const copy =
        /^callscope: the event log is damaged: the event at position 2 was altered; it is left as it is; a copy is in (\S+)\n$/.exec(
          stderr,
        )?.[1];
      expect(existsSync(join(copy!, 'events.sqlite'))).toBe(true);
    }
    expect(readdirSync(data).filter((name) => name.startsWith('quarantine'))).toHaveLength(1);
  });

  it('ends a start with 4, too, when the views must be made anew and meet what no start looks at', async () => {
    const log = await SqliteEventLog.open({ folder: data });
    const text = 'x'.repeat(2_000);
    for (let from = 1; from <= 21_000; from += 1_000) {
      await log.append(
        turns('call', from, from + 999).map((turn) => ({ ...turn, data: { ...turn.data, agent_text: text } })),
      );
    }
    await log.close();
    const db = new SqliteDatabase(join(data, 'events.sqlite'));
    db.exec(`UPDATE events SET type = 'call.ended' WHERE position = 2`);
    db.close();
    const failed = startService({ data });
    await expect(failed).rejects.toMatchObject({
      exit: { code: 4 },
      stderr: expect.stringMatching(/position 2 was altered; it is left as it is; a copy is in \S+quarantine-/),
    });
  });

  it('is told of on stderr when the end of its history is gone, and the service runs on under another name', async () => {
    await left('SIGKILL');
    const wal = join(data, 'events.sqlite-wal');
    truncateSync(wal, statSync(wal).size - 100);
    const service = await startService({ data });
    expect(service.stderr()).toMatch(/the event log [0-9a-f]{8} is incomplete: its last 1 positions are lost/);
    const { body } = await post(`${service.url}/api/dashboard/ingest`, CALL);
    expect(body).toMatchObject({ ok: true });
    await service.stop();
    const again = await startService({ data });
    expect([again.log, again.position]).toEqual([service.log, 4]);
    expect(again.stderr()).not.toContain('lost');
    await again.stop();
  });
});
