import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getJson, post } from './support/http';
import { scrape } from './support/scrape';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

const AT_ONCE = 40;
const WARM_UP = 1_000;
const ROUND = 4_500;
/** What one reader that is not forgotten would hold is more than this: a connection, its socket, its place. */
const MOST_BYTES_A_READER = 400;
const EVENTS = 3_000;
const STREAMS = ['live', 'events', 'dashboard'];

/** A way to come and go. */
interface Visit {
  readonly requests: readonly string[];
  /** When it goes: with its question still on the way, at the first bytes, or in the middle of a replay. */
  readonly leaves: 'at once' | 'when told' | 'in a replay';
}

const get = (path: string, version = '1.1'): string =>
  `GET ${path} HTTP/${version}\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n`;
const head = (path: string): string => get(path).replace('GET', 'HEAD');

const LIVE = '/api/v2/live';
const LOG = '/api/v2/events';
const PATTER = '/api/dashboard/events';

const VISITS: readonly Visit[] = [
  { requests: [get(LIVE)], leaves: 'at once' },
  { requests: [get(LIVE)], leaves: 'when told' },
  { requests: [get(LOG)], leaves: 'at once' },
  { requests: [get(LOG)], leaves: 'when told' },
  { requests: [get(`${LOG}?call_id=c-7&after=1`)], leaves: 'when told' },
  { requests: [get(`${LOG}?types=call.ended`, '1.0')], leaves: 'when told' },
  { requests: [get(PATTER)], leaves: 'at once' },
  { requests: [get(PATTER)], leaves: 'when told' },
  { requests: [get(`${PATTER}?after=yesterday`)], leaves: 'when told' },
  // Two questions on one connection: the second answer stands behind a stream that has no end.
  { requests: [get(PATTER), get(LOG)], leaves: 'when told' },
  { requests: [head(LIVE), get(LOG)], leaves: 'when told' },
];
/** These cost more than the others, and come now and then. */
const REPLAYS: readonly Visit[] = [get(`${LOG}?after=0`), get(`${PATTER}?after=0`)].flatMap((request) => [
  { requests: [request], leaves: 'at once' },
  { requests: [request], leaves: 'when told' },
  { requests: [request], leaves: 'in a replay' },
]);
const REPLAY_EVERY = 30;

let service: RunningService;

/** Comes, and goes without a word: every second connection is reset, the others are closed. */
async function visit({ requests, leaves }: Visit, n: number): Promise<void> {
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await new Promise<void>((resolve) => socket.write(requests.join(''), () => resolve()));
  // A service that is busy with others may take its time; one that says nothing at all is found out by the time limit.
  if (leaves === 'when told') await once(socket, 'data');
  if (leaves === 'in a replay') await stopReading(socket);
  const closed = once(socket, 'close');
  if (n % 2 === 0) socket.resetAndDestroy();
  else socket.destroy();
  await closed;
}

/** Takes the first of a replay and then nothing: what is left of it waits in the service. */
async function stopReading(socket: Socket): Promise<void> {
  await once(socket, 'data');
  socket.pause();
  await delay(50);
}

async function visits(count: number): Promise<void> {
  let begun = 0;
  let isOver = false;
  const coming = async (): Promise<void> => {
    for (let n = begun++; n < count; n = begun++) {
      const [kinds, at] = n % REPLAY_EVERY === 0 ? [REPLAYS, n / REPLAY_EVERY] : [VISITS, n];
      await visit(kinds[at % kinds.length] as Visit, n);
    }
  };
  const telling = async (): Promise<void> => {
    for (let n = 0; !isOver; n += 1) {
      await post(`${service.url}${LOG}`, events(`while-${n % 3}`, 5, 100));
      await delay(100);
    }
  };
  const told = telling();
  await Promise.all(Array.from({ length: AT_ONCE }, coming));
  isOver = true;
  await told;
}

function events(callId: string, count: number, characters: number): object[] {
  const about = { type: 'turn.completed', call_id: callId };
  return Array.from({ length: count }, (_, turn) => {
    return { ...about, data: { turn, outcome: 'completed', user_text: 'x'.repeat(characters) } };
  });
}

interface Held {
  readonly readers: number;
  readonly descriptors: number;
  readonly sockets: number;
  readonly timers: number;
}

async function held(): Promise<Held> {
  const { values } = await scrape(service);
  const of = (series: string): number => values.get(series) ?? 0;
  return {
    readers: STREAMS.reduce((sum, stream) => sum + (values.get(`callscope_sse_readers{stream="${stream}"}`) ?? NaN), 0),
    descriptors: readdirSync(`/proc/${service.pid}/fd`).length,
    sockets: of('nodejs_active_handles{type="Socket"}'),
    timers: of('nodejs_active_resources{type="Timeout"}'),
  };
}

/** What is held while nothing is under way. */
async function heldWhenQuiet(): Promise<Held> {
  let least = await held();
  for (let n = 0; n < 4; n += 1) {
    await delay(500);
    const now = await held();
    least = {
      readers: Math.min(least.readers, now.readers),
      descriptors: Math.min(least.descriptors, now.descriptors),
      sockets: Math.min(least.sockets, now.sockets),
      timers: Math.min(least.timers, now.timers),
    };
  }
  return least;
}

/** What is held that was not before; the idle connections of `fetch` take some seconds to go. */
async function leftOver(before: Held): Promise<Partial<Held>> {
  let left: Partial<Held> = {};
  for (let n = 0; n < 100; n += 1) {
    const now = Object.entries(await held()) as [keyof Held, number][];
    left = Object.fromEntries(now.filter(([what, count]) => !(count <= before[what])));
    if (Object.keys(left).length === 0) break;
    await delay(100);
  }
  return left;
}

/** Bytes that are in use when all that can be collected has been. */
async function heapBytes(): Promise<number> {
  const tries: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    process.kill(service.pid, 'SIGUSR2');
    await delay(300);
    tries.push((await scrape(service)).values.get('nodejs_heap_size_used_bytes') ?? NaN);
  }
  return Math.min(...tries);
}

/** Lets the service collect its garbage when it is told to: otherwise nobody could tell a leak from what lies about. */
async function collectingOnSignal(): Promise<string> {
  const file = join(await makeTempFolder(), 'collect-on-signal.cjs');
  const source = `
    if (require('node:worker_threads').isMainThread) {
      require('node:v8').setFlagsFromString('--expose-gc');
      const collect = require('node:vm').runInNewContext('gc');
      process.on('SIGUSR2', () => collect());
    }`;
  await writeFile(file, source);
  return file;
}

beforeAll(async () => {
  service = await startService({ env: { NODE_OPTIONS: `--require ${await collectingOnSignal()}` } });
  for (let n = 0; n < EVENTS; n += 500) await post(`${service.url}${LOG}`, events(`c-${n / 500}`, 500, 1_500));
  await getJson(`${service.url}/api/v2/calls?limit=1`);
});

it('10 000 readers who come and go leave nothing behind', async () => {
  const before = await heldWhenQuiet();
  expect(before.readers).toBe(0);
  await visits(WARM_UP);
  await leftOver(before);
  const heaps = [await heapBytes()];
  for (let n = 0; n < 2; n += 1) {
    await visits(ROUND);
    expect(await leftOver(before)).toEqual({});
    heaps.push(await heapBytes());
  }
  const [first = NaN, , last = NaN] = heaps;
  expect(last - first).toBeLessThan(2 * ROUND * MOST_BYTES_A_READER);
  expect(service.stderr()).not.toMatch(/"level":50|MaxListeners|leak/i);
});
