import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getJson } from '../../../../test/support/http';
import { type RunningService, startService } from '../../../../test/support/service';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { startWithTokens, TOKENS } from '../../../../test/support/tokens';
import { cuttingProxy } from '../testing/cutting-proxy';
import { hasty } from '../testing/hasty';
import { allTaken, standIn } from '../testing/standing-in';
import { producer, producerOn } from './producer';
import type { ToldEvent } from './producer-options';

const words = (n: number, text = `${n} grüße`): ToldEvent => ({
  type: 'transcript.final',
  call_id: 'call-1',
  data: { role: 'user', text },
});
const textsOf = (events: readonly { readonly data: { readonly text: string } }[]) =>
  events.map(({ data }) => data.text);
const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${from + i} grüße`);

async function stored({ url }: RunningService) {
  const { body } = await getJson<{ events?: { id: string; occurred_at: number; data: { text: string } }[] }>(
    `${url}/api/v2/calls/call-1/events`,
  );
  return body.events ?? [];
}

it('tells what it was given, in order, with ids and times of its own', async () => {
  const service = await startService();
  const one = producer({ url: service.url });
  const before = Date.now();
  for (let n = 0; n < 1_200; n += 1) one.tell(words(n));
  // The same words again are no repeat.
  one.tell(words(1_199));
  one.tell({ ...words(1_200), id: 'mine', occurred_at: 1_778_627_000_000 });
  expect(await one.flush()).toBe(true);
  const events = await stored(service);
  expect(textsOf(events)).toEqual([...texts(0, 1_200), '1199 grüße', '1200 grüße']);
  expect(events.at(-1)).toMatchObject({ id: 'mine', occurred_at: 1_778_627_000_000 });
  expect(events[0]?.id).toMatch(/^[0-9a-f]{32}$/);
  expect(events[0]?.occurred_at).toBeGreaterThanOrEqual(before);
  expect([one.dropped, one.waiting, await one.close()]).toEqual([0, 0, true]);
});

it('is done in far less than a millisecond each, and never throws', () => {
  const refused: string[] = [];
  const one = producer({ url: 'http://127.0.0.1:9', onRefused: (_, { code }) => void refused.push(code) });
  const tookMs = Array.from({ length: 12_000 }, (_, n) => {
    const began = performance.now();
    one.tell(words(n));
    return performance.now() - began;
  }).sort((a, b) => a - b);
  expect(tookMs[Math.floor(tookMs.length * 0.99)]).toBeLessThan(0.5);
  const circle: { self?: object } = {};
  circle.self = circle;
  one.tell({ type: 'custom.circle', call_id: 'call-1', data: circle });
  one.tell(null as unknown as ToldEvent);
  one.tell(words(0, 'x'.repeat(1_100_000)));
  expect(refused).toEqual(['not_json', 'not_json', 'event_too_large']);
  expect([one.waiting, one.dropped]).toEqual([10_000, 2_000]);
  return one.close(0);
});

it('keeps 16 MiB at most', async () => {
  const one = producer({ url: 'http://127.0.0.1:9' });
  for (let n = 0; n < 40; n += 1) one.tell(words(n, 'x'.repeat(1_000_000)));
  expect(one.waiting).toBe(16);
  expect(one.dropped).toBe(24);
  expect(await one.close(0)).toBe(false);
  one.tell(words(0));
  expect(one.dropped).toBe(25);
});

it('is flushed when what was told before is told, though more comes all the time', async () => {
  const service = await standIn((post) => {
    if (service.posts.length < 20) one.tell(words(service.posts.length));
    return allTaken(post);
  });
  const one = producer({ url: service.url });
  one.tell(words(0));
  expect(await one.flush()).toBe(true);
  expect(service.posts).toHaveLength(1);
  await one.close();
});

it('sends 500 events and 1 MiB at most at once, 50 ms after the first', async () => {
  const service = await standIn(allTaken);
  const one = producer({ url: service.url, token: 'abc' });
  const began = performance.now();
  one.tell(words(0));
  one.tell(words(1));
  while (service.posts.length === 0) await delay(5);
  expect(service.posts[0]?.atMs).toBeGreaterThanOrEqual(began + 45);
  expect(service.posts[0]?.events).toHaveLength(2);
  expect(service.posts[0]?.headers).toMatchObject({
    authorization: 'Bearer abc',
    'content-type': 'application/x-ndjson',
  });
  for (let n = 0; n < 1_100; n += 1) one.tell(words(n));
  for (let n = 0; n < 4; n += 1) one.tell(words(n, 'x'.repeat(400_000)));
  await one.close();
  expect(service.posts.slice(1).map(({ events }) => events.length)).toEqual([500, 500, 102, 2]);
  for (const { bytes } of service.posts) expect(bytes).toBeLessThanOrEqual(1_048_576);
});

it('comes again after what Retry-After says, with the same ids', async () => {
  const service = await standIn((post, n) =>
    n === 0 ? [429, { code: 'too_many_requests' }, { 'retry-after': '1' }] : n === 1 ? [500, {}] : allTaken(post),
  );
  const troubles: object[] = [];
  const one = producer({ url: service.url, onTrouble: (trouble) => void troubles.push(trouble) });
  one.tell(words(0));
  while (service.posts.length < 3) await delay(10);
  await one.close();
  const [first, second, third] = service.posts;
  expect(second!.atMs - first!.atMs).toBeGreaterThanOrEqual(1_000);
  expect(first!.events).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
  expect([second!.events, third!.events]).toEqual([first!.events, first!.events]);
  expect(troubles).toMatchObject([
    { status: 429, code: 'too_many_requests' },
    { status: 500, code: 'http_500' },
  ]);
});

it('finds by halves the one event that a whole batch is refused for', async () => {
  const service = await standIn((post) =>
    post.events.some(({ call_id }) => call_id === 'bad')
      ? [413, { code: 'body_too_large', detail: 'no' }]
      : allTaken(post),
  );
  const refused: unknown[] = [];
  const one = producer({
    url: service.url,
    onRefused: (event, problem) => void refused.push([event.call_id, problem]),
  });
  for (let n = 0; n < 300; n += 1) one.tell({ ...words(n), call_id: n === 77 ? 'bad' : 'good' });
  expect(await one.close()).toBe(true);
  expect(refused).toEqual([['bad', { code: 'body_too_large', message: 'no' }]]);
  const taken = service.posts.filter(({ events }) => events.every(({ call_id }) => call_id === 'good'));
  expect(new Set(taken.flatMap(({ events }) => events.map(({ id }) => id))).size).toBe(299);
});

it('says of each event that the service refuses why, though it names only 100 at a time', async () => {
  const service = await startService();
  const refused: string[] = [];
  const one = producer({
    url: service.url,
    onRefused: (event, { code, field }) => {
      refused.push(`${event.id} ${code} ${field}`);
      throw new Error('of the caller');
    },
  });
  const bad = (n: number): ToldEvent => ({ ...words(n), id: `bad-${n}`, data: { role: 'nobody', text: 'x' } });
  for (let n = 0; n < 250; n += 1) {
    one.tell(words(n));
    one.tell(bad(n));
  }
  expect(await one.close()).toBe(true);
  expect(refused).toEqual(Array.from({ length: 250 }, (_, n) => `bad-${n} invalid_field data.role`));
  expect(textsOf(await stored(service))).toEqual(texts(0, 250));
});

it('gives nothing up for a token that is not let in: it may be, later', async () => {
  const service = await startWithTokens('--ingest-token', 'required');
  const troubles: (number | undefined)[] = [];
  const onRefused = jest.fn();
  const wrong = producer({ url: service.url, onRefused, onTrouble: ({ status }) => void troubles.push(status) });
  wrong.tell(words(0));
  expect(await wrong.flush(300)).toBe(false);
  expect([troubles[0], wrong.waiting]).toEqual([401, 1]);
  expect(onRefused).not.toHaveBeenCalled();
  await wrong.close(0);
  const right = producer({ url: service.url, token: TOKENS.ingest });
  right.tell(words(0));
  expect(await right.close()).toBe(true);
});

it('stores each event once over cut connections and a kill -9 of the service', async () => {
  const data = await makeTempFolder();
  let service = await startService({ data });
  const { url } = service;
  let state = jest.getSeed();
  const where = (): number => Math.abs((state = (state * 16_807 + 11) % 2_147_483_647) / 2_147_483_647);
  const proxy = await cuttingProxy(url, 400, where);
  const one = producerOn({ url: proxy.url }, hasty);
  for (let n = 0; n < 1_000; n += 1) {
    one.tell(words(n));
    if (n % 20 === 0) await delay(10);
    if (n === 500) {
      await service.stop('SIGKILL');
      service = await startService({ data, args: ['--port', new URL(url).port] });
    }
  }
  proxy.cutting = false;
  proxy.cutNow();
  expect(await one.close(10_000)).toBe(true);
  expect(proxy.counts.cut).toBeGreaterThan(3);
  expect(textsOf(await stored(service))).toEqual(texts(0, 1_000));
});

describe('an outbox in a file', () => {
  const away = 'http://127.0.0.1:9';
  const aFile = async (): Promise<string> => join(await makeTempFolder(), 'outbox.ndjson');

  it('outlives the process, and is emptied when all is told', async () => {
    const file = await aFile();
    const first = producer({ url: away, outbox: { file } });
    for (let n = 0; n < 5; n += 1) first.tell(words(n));
    // Nothing is awaited: as it is when the process dies here.
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(6);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await first.close(0);
    const service = await startService();
    const second = producer({ url: service.url, outbox: { file } });
    second.tell(words(5));
    expect(await second.flush()).toBe(true);
    expect(textsOf(await stored(service))).toEqual(texts(0, 6));
    expect(await readFile(file, 'utf8')).toBe('');
    second.tell(words(6));
    expect(await second.close()).toBe(true);
    expect(textsOf(await stored(service))).toEqual(texts(0, 7));
  });

  it('passes over a torn last line, and writes on after it', async () => {
    const file = await aFile();
    const first = producer({ url: away, outbox: { file } });
    first.tell(words(0));
    await first.close(0);
    await appendFile(file, '{"id":"torn","type":"transcr');
    const second = producer({ url: away, outbox: { file } });
    second.tell(words(1));
    await second.close(0);
    const service = await startService();
    const third = producer({ url: service.url, outbox: { file } });
    expect(await third.close()).toBe(true);
    expect(textsOf(await stored(service))).toEqual(texts(0, 2));
  });

  it('does not grow for ever while the service is away', async () => {
    const file = await aFile();
    const one = producerOn({ url: away, outbox: { file } }, hasty);
    for (let n = 0; n < 90; n += 1) {
      one.tell(words(n, 'x'.repeat(1_000_000)));
      await delay(2);
    }
    // It is written anew above 32 MiB, not each time.
    while ((await stat(file)).size > 33 * 1_048_576) await delay(20);
    expect(one.waiting).toBe(16);
    await one.close(0);
    const next = producer({ url: away, outbox: { file } });
    expect(next.waiting).toBe(16);
    await next.close(0);
  });

  it('fails at the start when it cannot be opened', () => {
    expect(() => producer({ url: away, outbox: { file: '/nowhere/at/all' } })).toThrow('ENOENT');
  });
});
