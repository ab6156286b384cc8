import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { getJson, post } from '../../../../test/support/http';
import { scrape } from '../../../../test/support/scrape';
import { type RunningService, startService } from '../../../../test/support/service';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { startWithTokens, TOKENS } from '../../../../test/support/tokens';
import { until } from '../../../../test/support/until';
import { ServiceRefusal } from '../service-refusal';
import { cuttingProxy } from '../testing/cutting-proxy';
import { hasty } from '../testing/hasty';
import type { Trouble } from '../trouble';
import type { StreamItem } from './stream-item';
import { subscribe, subscribeOn } from './subscribe';

/** For the tests after which it goes on: each tells events of its own, and reads from where its log ends then. */
let service: RunningService;
let from: string;
let round = 0;
beforeAll(async () => {
  service = await startService();
});
beforeEach(async () => {
  round += 1;
  from = await headOf(service);
});

const idOf = (n: number): string => `${round}:e-${n}`;
const words = (n: number, call_id = `call-${round}`) => ({
  id: idOf(n),
  type: 'transcript.final',
  call_id,
  data: { role: 'user', text: `${n} grüße 😀 ${'x'.repeat(n % 50)}` },
});
const manyWords = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => words(from + i));
const tell = async (service: RunningService, events: readonly object[]): Promise<void> => {
  expect((await post(`${service.url}/api/v2/events`, { events })).status).toBe(200);
};
const idsOf = (items: readonly StreamItem[]) =>
  items.map((item) => (item.kind === 'event' ? item.event.id : item.reason));

/** Reads until there are so many items. */
async function take(items: AsyncIterable<StreamItem>, count: number): Promise<StreamItem[]> {
  const taken: StreamItem[] = [];
  for await (const item of items) if (taken.push(item) >= count) break;
  return taken;
}

/** Where the log ends. */
async function headOf({ url, log }: RunningService): Promise<string> {
  const { body } = await getJson<{ head: string | null }>(`${url}/api/v2/events?limit=1`);
  return body.head ?? `${log}-0`;
}

/** Streams that the service has open. */
async function readers(): Promise<number> {
  return (await scrape(service)).values.get('callscope_sse_readers{stream="events"}') ?? NaN;
}

it('gives history and then what comes, with the cursors to go on from', async () => {
  const { url } = service;
  await tell(service, manyWords(0, 3));
  const items = subscribe({ url, after: from })[Symbol.asyncIterator]();
  const first = await items.next();
  expect(first.value).toMatchObject({ kind: 'event', event: { id: idOf(0), position: expect.any(Number) } });
  await items.next();
  const third = (await items.next()).value as StreamItem;
  const fourth = items.next();
  await tell(service, manyWords(3, 5));
  expect((await fourth).value).toMatchObject({ event: { id: idOf(3) } });
  await items.return?.();
  expect(idsOf(await take(subscribe({ url, after: third.cursor }), 2))).toEqual([idOf(3), idOf(4)]);
});

it('gives only what was asked for', async () => {
  await tell(service, [words(0), words(1, 'other'), { type: 'call.ended', call_id: 'other', id: 'end' }, words(2)]);
  const { url } = service;
  expect(idsOf(await take(subscribe({ url, after: 0, callId: 'other' }), 2))).toEqual([idOf(1), 'end']);
  expect(idsOf(await take(subscribe({ url, after: 0, types: ['call.ended'] }), 1))).toEqual(['end']);
});

it('gives every event once and in order over connections that are cut anywhere', async () => {
  const seed = jest.getSeed();
  let state = seed;
  // Any stretch of chance will do; the seed that jest shows draws it again.
  const where = (): number => (state = (state * 16_807 + 11) % 2_147_483_647) / 2_147_483_647;
  const proxy = await cuttingProxy(service.url, 6_000, () => Math.abs(where()), true);
  const total = 600;
  const telling = (async () => {
    for (let n = 0; n < total; n += 20) {
      await tell(service, manyWords(n, n + 20));
      await delay(20);
    }
  })();
  const troubles: string[] = [];
  const onTrouble = ({ message }: Trouble): void => void troubles.push(message);
  const items = await take(subscribeOn({ url: proxy.url, after: from, onTrouble }, hasty), total);
  await telling;
  expect(idsOf(items)).toEqual(manyWords(0, total).map(({ id }) => id));
  expect(proxy.counts.cut).toBeGreaterThan(10);
  // What was broken off is never read, not even with what the next connection begins with.
  expect(troubles.filter((message) => message.includes('JSON'))).toEqual([]);
  expect(proxy.counts.inCharacter).toBeGreaterThan(5);
});

it.each([undefined, ''])('loses nothing from now on (%j) when it is cut before the first event', async (after) => {
  await tell(service, [words(0)]);
  const proxy = await cuttingProxy(service.url, 0, () => 0);
  proxy.cutting = false;
  const items = subscribe({ url: proxy.url, after })[Symbol.asyncIterator]();
  const next = items.next();
  await until(async () => (await readers()) === 1);
  proxy.cutNow();
  await tell(service, [words(1)]);
  expect((await next).value).toMatchObject({ event: { id: idOf(1) } });
  await items.return?.();
});

it('goes on through a kill -9 of the service, each event once and in order', async () => {
  const data = await makeTempFolder();
  let mortal = await startService({ data });
  const { url } = mortal;
  const proxyless = take(subscribeOn({ url, after: 0 }, hasty), 200);
  for (let n = 0; n < 2; n += 1) {
    await tell(mortal, manyWords(n * 100, n * 100 + 100));
    await mortal.stop('SIGKILL');
    await delay(30);
    mortal = await startService({ data, args: ['--port', new URL(url).port] });
  }
  expect(idsOf(await proxyless)).toEqual(manyWords(0, 200).map(({ id }) => id));
});

it.each(['a place', 'now on'])('leaves a connection on which nothing is said, from %s', async (begin) => {
  await tell(service, [words(0)]);
  let taken = 0;
  // The first connection is a line that is dead without anybody having been told.
  const deaf = createServer((client) => {
    taken += 1;
    if (taken > 1) client.pipe(connect(Number(new URL(service.url).port), '127.0.0.1')).pipe(client);
    client.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
  const after = begin === 'a place' ? from : undefined;
  const items = take(subscribeOn({ url, after }, { ...hasty, silenceMs: 100 }), 1);
  if (after === undefined) {
    await until(async () => taken > 1 && (await readers()) === 1);
    await tell(service, [words(1)]);
  }
  expect(idsOf(await items)).toEqual([idOf(after === undefined ? 1 : 0)]);
  expect(taken).toBeGreaterThan(1);
  deaf.close();
});

it('tells that history was replaced, and goes on in the new one', async () => {
  await tell(service, [words(0)]);
  const head = await headOf(service);
  const items = subscribe({ url: service.url, after: '00000000-7' })[Symbol.asyncIterator]();
  expect((await items.next()).value).toEqual({
    kind: 'reset',
    reason: 'log_replaced',
    head,
    cursor: head,
  });
  await tell(service, [words(1)]);
  expect((await items.next()).value).toMatchObject({ event: { id: idOf(1) } });
  await items.return?.();
});

describe('its end', () => {
  it('comes by the signal, by return and by leaving the loop, and closes the connection', async () => {
    const { url } = service;
    await tell(service, [words(0)]);
    const head = await headOf(service);
    const abort = new AbortController();
    const aborted = subscribe({ url, after: head, signal: abort.signal })[Symbol.asyncIterator]();
    const returned = subscribe({ url, after: head })[Symbol.asyncIterator]();
    const waiting = [aborted.next(), returned.next()];
    await until(async () => (await readers()) === 2);
    abort.abort();
    await returned.return?.();
    expect(await Promise.all(waiting)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    await take(subscribe({ url, after: 0 }), 1);
    await until(async () => (await readers()) === 0);
  });

  it('comes at once while it waits for a service that is away', async () => {
    const abort = new AbortController();
    const ended = jest.fn();
    const trouble = new Promise<object>((onTrouble) => {
      const items = subscribe({ url: 'http://127.0.0.1:9', after: 0, signal: abort.signal, onTrouble });
      void take(items, 1).then(ended);
    });
    expect(await trouble).toMatchObject({ message: expect.any(String), retryInMs: expect.any(Number) });
    abort.abort();
    await delay(20);
    expect(ended).toHaveBeenCalledWith([]);
  });

  let guarded: RunningService;
  beforeAll(async () => {
    guarded = await startWithTokens();
  });

  it.each([
    ['a wrong token', { token: 'wrong-0123456789abcdef' }, 401, 'unauthorized'],
    ['a token that may not read', { token: TOKENS.ingest }, 403, 'forbidden_scope'],
    ['a type that there is none', { token: TOKENS.read, types: ['x'] }, 400, 'invalid_query'],
  ])('is an error for %s', async (_, options, status, code) => {
    const { url } = guarded;
    const failure: unknown = await take(subscribe({ url, after: 0, ...options }), 1).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceRefusal);
    expect(failure).toMatchObject({ status, code });
  });

  it('is an error at once for what is no address', () => {
    expect(() => subscribe({ url: 'nowhere' })).toThrow('Invalid URL');
  });
});
