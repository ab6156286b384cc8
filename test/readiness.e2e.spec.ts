import { setTimeout as delay } from 'node:timers/promises';
import { getJson, post } from './support/http';
import { value } from './support/scrape';
import { startService } from './support/service';
import { until } from './support/until';

const turn = (call_id: string, n: number) => ({
  type: 'turn.completed',
  call_id,
  id: `${call_id}:${n}`,
  data: { turn: n, outcome: 'completed' },
});

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
    for (let n = 0; n < 6; n += 1) {
      process.kill(service.pid, 'SIGSTOP');
      await delay(600);
      process.kill(service.pid, 'SIGCONT');
      await delay(5);
    }
    const [refused, notReady] = [await send(), await ready()];
    expect(refused).toMatchObject({ status: 503, body: { code: 'overloaded' } });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(notReady).toMatchObject({ status: 503, body: { ready: false, intake: { last_accepted_at: null } } });
    await until(async () => (await ready()).status === 200);
    expect(await send()).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(await value(service, 'events_rejected_total{code="overloaded"}')).toBe(1);
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
