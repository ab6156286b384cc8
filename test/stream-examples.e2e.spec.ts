import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { atEnd } from './support/at-end';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { startService } from './support/service';
import { steadyPort } from './support/steady-port';
import { makeTempFolder } from './support/temp-folder';
import { startWithTokens, TOKENS } from './support/tokens';
import { until } from './support/until';

const EXAMPLES = join(__dirname, '../docs/examples');
const FOLLOWERS = [
  { file: 'follow.py', command: 'python3' },
  { file: 'follow.mjs', command: process.execPath },
];
type Example = (typeof FOLLOWERS)[number];
const TIMEOUT_MS = 60_000;

interface Told {
  readonly id: string;
  readonly position: number;
}

/** A service that can be killed and started again on its folder and port. */
async function mortalService(...args: string[]) {
  const data = await makeTempFolder();
  const options = { data, args: ['--port', await steadyPort(), ...args] };
  let service = await startService(options);
  const { url } = service;
  return {
    url,
    log: service.log,
    killAndStart: async (): Promise<void> => {
      await service.stop('SIGKILL');
      service = await startService(options);
    },
  };
}

/** Tells events from `from` up to `to`, ten at a time, and each again until it was answered for. */
async function tell(url: string, from: number, to: number): Promise<void> {
  const about = { type: 'call.ended', data: { reason: 'user_hangup' } };
  for (let n = from; n < to; n += 10) {
    const events = Array.from({ length: Math.min(10, to - n) }, (_, i) => ({
      ...about,
      id: `e-${n + i}`,
      call_id: `call-${n + i} grüße \u2028 😀`,
    }));
    while (!(await isTaken(url, events))) await delay(50);
    await delay(15);
  }
}

async function isTaken(url: string, events: readonly object[]): Promise<boolean> {
  try {
    return (await post(`${url}/api/v2/events`, { events })).status === 200;
  } catch {
    return false;
  }
}

/** The whole log, as the service itself tells it. */
async function logOf(url: string): Promise<Told[]> {
  const { body } = await getJson<{ events: Told[] }>(`${url}/api/v2/events?limit=1000`);
  return body.events.map(({ id, position }) => ({ id, position }));
}

interface Follower {
  readonly child: ChildProcess;
  readonly told: () => Told[];
  readonly stderr: () => string;
  /** Waits until so many were told; half a minute at most. Answers with all that was told. */
  hears(count: number): Promise<Told[]>;
  kill(): Promise<void>;
}

function follow({ command, file }: Example, ...args: string[]): Follower {
  const child = spawn(command, [join(EXAMPLES, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  atEnd(kill);
  const told = (): Told[] => {
    const lines = stdout.split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Told).map(({ id, position }) => ({ id, position }));
  };
  return {
    child,
    told,
    stderr: () => stderr,
    kill,
    hears: async (count) => {
      for (let n = 0; n < 6 && told().length < count; n += 1) {
        await until(async () => told().length >= count).catch(() => undefined);
      }
      return told();
    },
  };
}

async function cursorIn(file: string): Promise<string> {
  return existsSync(file) ? (await readFile(file, 'utf8')).trim() : '';
}

// In CI each of them must run; at home the machine may have no Python.
const isThere = ({ command }: Example): boolean =>
  command === process.execPath || process.env['CI'] !== undefined || spawnSync(command, ['--version']).status === 0;
const examples = FOLLOWERS.filter(isThere);

/** What each example has come to, by its name: they follow the same service at the same time. */
async function each<T>(come: (example: Example) => T | Promise<T>): Promise<Record<string, T>> {
  const named = examples.map(async (example) => [example.file, await come(example)] as const);
  return Object.fromEntries(await Promise.all(named));
}

/** The same of each. */
const all = <T>(value: T): Record<string, T> => Object.fromEntries(examples.map(({ file }) => [file, value]));

describe(`each of ${examples.map(({ file }) => file).join(' and ')}`, () => {
  for (const { file, command } of FOLLOWERS.filter((example) => !examples.includes(example))) {
    it.todo(`${file} is not tried out: there is no ${command} on this machine`);
  }

  it(
    'prints every event once and in order though the service is killed, and goes on from its file when killed itself',
    async () => {
      const service = await mortalService();
      const folder = await makeTempFolder();
      const fileOf = ({ file }: Example): string => join(folder, `${file}.cursor`);
      const first = await each((example) => follow(example, service.url, fileOf(example)));
      const telling = tell(service.url, 0, 400);
      for (const count of [100, 250]) {
        await each(({ file }) => first[file]!.hears(count));
        await service.killAndStart();
      }
      await telling;
      const log = await logOf(service.url);
      expect(log.map(({ id }) => id)).toEqual(Array.from({ length: 400 }, (_, n) => `e-${n}`));
      await each(async (example) => {
        await first[example.file]!.hears(400);
        await until(async () => (await cursorIn(fileOf(example))) === `${service.log}-${log.at(-1)?.position}`);
        await first[example.file]!.kill();
      });
      expect(await each(({ file }) => first[file]!.told())).toEqual(all(log));
      await tell(service.url, 400, 450);
      const second = await each((example) => follow(example, service.url, fileOf(example)).hears(50));
      expect(second).toEqual(all((await logOf(service.url)).slice(400)));
    },
    TIMEOUT_MS,
  );

  it('begins anew when its cursor is of another history', async () => {
    const { url, log } = await startService();
    await tell(url, 0, 20);
    const whole = await logOf(url);
    await each(async (example) => {
      const file = join(await makeTempFolder(), 'cursor.txt');
      await writeFile(file, '00000000-7\n');
      const follower = follow(example, url, file);
      expect([example.file, await follower.hears(20)]).toEqual([example.file, whole]);
      await eventually(follower.stderr, (words) => expect(words).toContain('(log_replaced)'));
      await until(async () => (await cursorIn(file)) === `${log}-20`);
    });
  });

  it('reads what is left where calls were trimmed since, and repeats nothing', async () => {
    const data = await makeTempFolder();
    const former = await startService({ data });
    const started = { type: 'call.started', call_id: 'runs', data: { direction: 'inbound' } };
    await post(`${former.url}/api/v2/events`, { ...started, id: 'left, known' });
    await tell(former.url, 0, 20);
    await post(`${former.url}/api/v2/events`, { ...started, id: 'left, not known' });
    await former.stop();
    const { url, log } = await startService({ data, args: ['--retention-days', '0.000001'] });
    await until(async () => (await logOf(url)).length === 2);
    await each(async (example) => {
      const file = join(await makeTempFolder(), 'cursor.txt');
      await writeFile(file, `${log}-5\n`);
      const follower = follow(example, url, file);
      await until(async () => (await cursorIn(file)) === `${log}-22`);
      const told = await follower.hears(1);
      expect([example.file, told]).toEqual([example.file, [{ id: 'left, not known', position: 22 }]]);
      await eventually(follower.stderr, (words) => expect(words).toContain('(trimmed)'));
    });
  });

  it('leaves a file alone that holds no cursor', async () => {
    await each(async (example) => {
      const file = join(await makeTempFolder(), 'letter.txt');
      await writeFile(file, 'Dear reader,\n');
      const follower = follow(example, 'http://127.0.0.1:9', file);
      const [code] = (await once(follower.child, 'close')) as [number];
      expect([example.file, code, await cursorIn(file)]).toEqual([example.file, 1, 'Dear reader,']);
      expect(follower.stderr()).toContain('letter.txt holds no cursor');
    });
  });

  it('reads with a token where one is asked for, and ends without', async () => {
    const { url } = await startWithTokens();
    await tell(url, 0, 3);
    await each(async (example) => {
      const folder = await makeTempFolder();
      const token = join(folder, 'token');
      await writeFile(token, `${TOKENS.read}\n`);
      const letIn = follow(example, url, join(folder, 'cursor.txt'), '--token-file', token);
      expect([example.file, (await letIn.hears(3)).length]).toEqual([example.file, 3]);
      const follower = follow(example, url, join(folder, 'other.txt'));
      const [code] = (await once(follower.child, 'close')) as [number];
      expect([example.file, code]).toEqual([example.file, 1]);
      expect(follower.stderr()).toContain('unauthorized');
    });
  });
});

describe('follow.html', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, BROWSER_TIMEOUT_MS);
  afterAll(() => browser.close());

  it(
    'shows every event once and in order though the service is killed, from an origin that is let in',
    async () => {
      const origin = await serve(join(EXAMPLES, 'follow.html'));
      const service = await mortalService('--allow-origin', origin);
      const page = await browser.newPage();
      await page.goto(`${origin}/?service=${service.url}`);
      const shown = () => page.$$eval('li', (items) => items.map((item) => Number(item.dataset['position'])));
      const shows = async (count: number): Promise<void> => {
        await page.waitForFunction(`document.querySelectorAll('li').length >= ${count}`);
      };
      const telling = tell(service.url, 0, 200);
      await shows(100);
      await service.killAndStart();
      await telling;
      await shows(200);
      expect(await shown()).toEqual((await logOf(service.url)).map(({ position }) => position));
      await page.close();
    },
    TIMEOUT_MS,
  );
});

/** A place on the web for one file. */
async function serve(file: string): Promise<string> {
  const page = await readFile(file);
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
