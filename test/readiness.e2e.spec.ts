import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { value } from './support/scrape';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

const turn = (call_id: string, n: number) => ({
  type: 'turn.completed',
  call_id,
  id: `${call_id}:${n}`,
  data: { turn: n, outcome: 'completed' },
});

/** So long that the few looks at the loop while it answers do not make its mean an easy one. */
const HELD_UP_MS = 1_500;

/** What is asked meanwhile is the first that the service does when it runs on. */
async function askedWhileHeldUp<T>({ pid }: RunningService, ask: () => Promise<T>): Promise<T> {
  process.kill(pid, 'SIGSTOP');
  const asked = ask();
  await delay(HELD_UP_MS);
  process.kill(pid, 'SIGCONT');
  return asked;
}

describe('readiness', () => {
  it('tells what the intakes took and refused last', async () => {
    const service = await startService();
    const intake = async () => (await getJson(`${service.url}/ready`)).body['intake'];
    expect(await intake()).toEqual({ last_accepted_at: null, last_refused: null });
    const before = Date.now();
    await post(`${service.url}/api/v2/events`, [turn('a', 1)]);
    const at = expect.any(Number) as number;
    expect(await intake()).toEqual({ last_accepted_at: at, last_refused: null });
    await post(`${service.url}/api/dashboard/ingest`, { call_id: 'a', ended_at: 'x' });
    expect(await intake()).toMatchObject({ last_refused: { at, code: 'invalid_field', field: 'ended_at' } });
    await post(`${service.url}/api/v2/events`, [turn('a', 2), { type: 'no.such', call_id: 'a' }]);
    expect(await intake()).toMatchObject({ last_refused: { at, code: 'unknown_type', field: 'type' } });
    await post(`${service.url}/api/v2/events`, '');
    const told = (await intake()) as { last_accepted_at: number; last_refused: { at: number } };
    expect(told).toEqual({ last_accepted_at: at, last_refused: { at, code: 'empty_body', field: null } });
    expect(Math.min(told.last_accepted_at, told.last_refused.at)).toBeGreaterThanOrEqual(before);
  });

  it('and the intake say no while the loop is late, and yes again soon after', async () => {
    const service = await startService();
    const ready = () => getJson(`${service.url}/ready`);
    const send = () => post(`${service.url}/api/v2/events`, [turn('pressed', 1)]);
    // Held up again and again, as a loop is that has more to do than it can.
    for (let n = 0; n < 8 && (await askedWhileHeldUp(service, ready)).status === 200; n += 1);
    const [refused, notReady] = await askedWhileHeldUp(service, () => Promise.all([send(), ready()]));
    expect(refused).toMatchObject({ status: 503, body: { code: 'overloaded' } });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(notReady).toMatchObject({ status: 503, body: { ready: false, intake: { last_accepted_at: null } } });
    await eventually(ready, ({ status }) => expect(status).toBe(200));
    expect(await send()).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(await value(service, 'events_rejected_total{code="overloaded"}')).toBe(1);
  });

  it('says no while the log can store nothing, and yes as soon as it can, though nobody sends anything', async () => {
    const data = await makeTempFolder();
    const service = await startService({ data });
    const ready = () => getJson(`${service.url}/ready`);
    const isReady = () =>
      eventually(ready, (told) => expect(told).toMatchObject({ status: 200, body: { ready: true } }));
    await isReady();
    // A disk that is gone for a while: of its room nothing can be learned.
    await rename(data, `${data}-elsewhere`);
    expect(await post(`${service.url}/api/v2/events`, [turn('lost', 1)])).toMatchObject({
      status: 503,
      body: { code: 'storage_unavailable' },
    });
    const reason = expect.stringContaining('the room on the disk cannot be learned') as string;
    const refused = await eventually(ready, (told) =>
      expect(told).toMatchObject({ status: 503, body: { ready: false, reason } }),
    );
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(refused.body)).not.toContain(data);
    await rename(`${data}-elsewhere`, data);
    await isReady();
    expect(await value(service, 'events_appended_total{source="native"}')).toBe(0);
  });

  it('lets 500 producers of this machine in at once', async () => {
    const service = await startService();
    const statuses = await Promise.all(
      Array.from(
        { length: 500 },
        async (_, n) => (await post(`${service.url}/api/v2/events`, [turn(`c${n}`, 1)])).status,
      ),
    );
    expect(new Set(statuses).size).toBeLessThanOrEqual(2);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const stored = statuses.filter((status) => status === 200).length;
    expect(stored).toBeGreaterThan(0);
    expect(await value(service, 'events_appended_total{source="native"}')).toBe(stored);
  });
});
