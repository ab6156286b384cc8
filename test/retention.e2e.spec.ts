import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CallEvent } from '@callscope/call-events';
import { dataFolder } from '../libs/event-log/src/sqlite/data-folder';
import { encodeEvent } from '../libs/event-log/src/encoding/event-row';
import { readOrMakeFingerprintKey } from '../libs/event-log/src/sqlite/fingerprint-key';
import { WritableLog } from '../libs/event-log/src/sqlite/writable-log';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';
import { makeTempFolder } from './support/temp-folder';

const DAY = 86_400_000;

interface Page {
  readonly calls: readonly { readonly call_id: string }[];
}
interface Stats {
  readonly calls: object;
  readonly turns: object;
  readonly latency: object;
  readonly cost: object;
}

/** Some calls, as they would have been told at that moment: an ended one has 3 events with words of some length. */
function tellInThePast(data: string, from: number, n: number, daysAgo: number, isLive = false): void {
  const at = Date.now() - daysAgo * DAY;
  const log = new WritableLog(
    dataFolder(data),
    () => randomBytes(4).toString('hex'),
    () => at,
  );
  const key = readOrMakeFingerprintKey(data);
  for (let i = from; i < from + n; i++) {
    const id = `call-${String(i).padStart(5, '0')}`;
    const event = (m: number, type: string, payload: object): CallEvent =>
      ({ id: `${id}:${m}`, type, v: 1, call_id: id, occurred_at: at, data: payload }) as CallEvent;
    const turn = {
      turn: 0,
      outcome: 'completed',
      latency: { response_ms: 500 + i },
      user_text: `${id} said `.repeat(150),
    };
    const events = [
      event(1, 'call.started', { direction: 'inbound', from: '+12065550142', agent: { id: 'desk' } }),
      event(2, 'turn.completed', turn),
      event(3, 'cost.recorded', { component: 'llm', amount_nano_usd: 1_000 + i, basis: 'billed', mode: 'final' }),
      ...(isLive ? [] : [event(4, 'call.ended', { reason: 'completed', duration_ms: 1_000 })]),
    ];
    log.commit(events.map((each) => encodeEvent(each, key)));
  }
  log.close();
}

const figures = async ({ url }: RunningService): Promise<Stats> => {
  const { calls, turns, latency, cost } = (await getJson<Stats>(`${url}/api/v2/stats?window=all`)).body;
  return { calls, turns, latency, cost };
};
const idsOf = async ({ url }: RunningService): Promise<string[]> =>
  (await getJson<Page>(`${url}/api/v2/calls?limit=1000&sort=started_at:asc`)).body.calls.map((call) => call.call_id);
const logBytes = (data: string): number =>
  ['', '-wal'].reduce((sum, end) => sum + statSync(join(data, `events.sqlite${end}`)).size, 0);

it('calls that are too old go, what they add up to stays, and the disk has its room back', async () => {
  const data = await makeTempFolder();
  tellInThePast(data, 0, 400, 40);
  tellInThePast(data, 400, 1, 40, true);
  tellInThePast(data, 401, 20, 29);
  let service = await startService({ data });
  const before = await figures(service);
  await service.stop();
  const bytes = logBytesOf(data);

  service = await startService({ data, args: ['--retention-days', '30'] });
  const event = { id: 'new:1', type: 'call.started', call_id: 'new', data: { direction: 'inbound' } };
  const kept = await eventually(
    () => idsOf(service),
    (ids) => expect(ids).toHaveLength(21),
  );
  // The live call is not given up yet.
  expect(kept[0]).toBe('call-00400');
  expect(await figures(service)).toEqual(before);
  await eventually(
    () => logBytes(data),
    (now) => expect(now).toBeLessThan(bytes / 3),
  );
  expect((await getJson(`${service.url}/api/v2/calls/call-00000`)).status).toBe(404);

  // Who read before that has missed something; from the beginning means from the oldest that is kept.
  for (const [cursor, first] of [
    [`${service.log}-7`, 'reset'],
    ['0', 'call.started'],
  ] as const) {
    const reader = await StreamReader.open(`${service.url}/api/v2/events?after=${cursor}`);
    const message = await reader.until(() => true);
    expect(message.event).toBe(first);
    if (first === 'reset') expect(message.data).toMatchObject({ reason: 'trimmed' });
    await reader.close();
  }
  const again = { ...event, id: 'call-00000:1', call_id: 'call-00000' };
  expect((await post(`${service.url}/api/v2/events`, [event, again])).body).toMatchObject({
    accepted: 1,
    duplicates: 1,
  });
  await service.stop();
  expect(service.stderr()).not.toContain('2065550142');
});

it('the oldest calls go while the log is too large', async () => {
  const data = await makeTempFolder();
  tellInThePast(data, 0, 1_000, 2);
  let service = await startService({ data });
  const before = await figures(service);
  await service.stop();
  expect(logBytesOf(data)).toBeGreaterThan(2_500_000);

  service = await startService({ data, args: ['--retention-mb', '1'] });
  await eventually(
    () => logBytes(data),
    (now) => expect(now).toBeLessThanOrEqual(1_000_000),
  );
  const left = await idsOf(service);
  expect(left.length).toBeGreaterThan(100);
  expect(left.length).toBeLessThan(500);
  expect(left.at(-1)).toBe('call-00999');
  expect(await figures(service)).toEqual(before);
  await service.stop();
});

/** The file alone: the service is stopped. */
function logBytesOf(data: string): number {
  return statSync(join(data, 'events.sqlite')).size;
}
