import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atEnd } from '../../../../test/support/at-end';
import { getJson, post } from '../../../../test/support/http';
import { type RunningService, startService } from '../../../../test/support/service';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { startWithTokens, TOKENS } from '../../../../test/support/tokens';
import { until } from '../../../../test/support/until';

const MAIN = join(__dirname, '../../../../dist/apps/cli/src/main.js');

interface Tail {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<number | null>;
  lines(count: number): Promise<string[]>;
}

function tail(...args: string[]): Tail {
  const child = spawn(process.execPath, [MAIN, 'tail', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const linesNow = (): string[] => stdout.split('\n').slice(0, -1);
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    lines: async (count) => {
      await until(async () => linesNow().length >= count);
      return linesNow();
    },
  };
}

const ended = (id: string, call_id = 'call-1') => ({
  id,
  type: 'call.ended',
  call_id,
  data: { reason: 'user_hangup' },
});
const started = (id: string, call_id = 'call-1') => ({
  id,
  type: 'call.started',
  call_id,
  data: { direction: 'inbound' },
});
const tell = ({ url }: RunningService, ...events: object[]) => post(`${url}/api/v2/events`, events);

/** For the tests that read on from where the others have left it. */
let service: RunningService;
beforeAll(async () => {
  service = await startService();
});

/** Where its log ends. */
async function cursorNow(): Promise<string> {
  const { body } = await getJson<{ head: string | null }>(`${service.url}/api/v2/events?limit=1`);
  return body.head ?? `${service.log}-0`;
}

// The first, for nothing is told yet.
it('says that history was replaced', async () => {
  const one = tail('--url', service.url, '--after', '00000000-1');
  await until(async () => one.stderr() !== '');
  expect(one.stderr()).toMatch(/^callscope tail: .*\(log_replaced\); going on after nothing\n$/);
});

it('prints events as they are stored; Ctrl-C ends it with 0 and the cursor to go on from', async () => {
  const from = await cursorNow();
  await tell(service, started('a'));
  const one = tail('--url', service.url, '--after', from);
  await one.lines(1);
  await tell(service, ended('b'));
  const at = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
  const [first, second] = await one.lines(2);
  expect(first).toMatch(new RegExp(`^${at}  call-1  call\\.started  inbound$`));
  expect(second).toMatch(new RegExp(`^${at}  call-1  call\\.ended  user_hangup$`));
  one.child.kill('SIGINT');
  expect(await one.ended).toBe(0);
  const at2 = await cursorNow();
  expect(one.stderr()).toBe(`callscope tail: go on with --after ${at2}\n`);
  await tell(service, ended('c', 'call-2'));
  const next = tail('--url', service.url, '--after', at2, '--json');
  expect(JSON.parse((await next.lines(1))[0]!)).toMatchObject({ id: 'c' });
});

it('prints just what was stored with --json, and only what was asked for', async () => {
  await tell(service, started('d', 'asked'), ended('e', 'call-2'), ended('f', 'asked'));
  const asked = ['--json', '--call', 'asked', '--types', 'call.ended, call.analyzed'];
  const one = tail('--url', service.url, '--after', '0', ...asked);
  const [line] = await one.lines(1);
  const { body } = await getJson<{ events: object[] }>(`${service.url}/api/v2/calls/asked/events`);
  expect(JSON.parse(line!)).toEqual(body.events[1]);
  one.child.kill('SIGINT');
  await one.ended;
  expect(one.stdout()).toBe(`${line}\n`);
});

it('ends quietly when nobody reads it any more', async () => {
  const one = tail('--url', service.url, '--after', await cursorNow());
  await tell(service, started('g'));
  await one.lines(1);
  one.child.stdout?.destroy();
  await tell(service, ended('h'));
  expect(await one.ended).toBe(0);
  expect(one.stderr()).toBe('');
});

it('goes on when the service comes back, and says once that it was away', async () => {
  const data = await makeTempFolder();
  const service = await startService({ data });
  await tell(service, started('a'));
  const one = tail('--url', service.url, '--after', '0', '--json');
  await one.lines(1);
  await service.stop('SIGKILL');
  const again = await startService({ data, args: ['--port', new URL(service.url).port] });
  await tell(again, ended('b'));
  await until(async () => one.stdout().includes('"b"'));
  expect((await one.lines(2)).map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['a', 'b']);
  expect(one.stderr()).toMatch(/^callscope tail: no stream from \S+ \(.+\); trying again\n$/);
});

it('shows a token, and says what the service refuses', async () => {
  const service = await startWithTokens();
  await tell(service, started('a'));
  const file = join(await makeTempFolder(), 'token');
  await writeFile(file, `# for reading\ningest ${TOKENS.ingest}\nread ${TOKENS.read}\n`);
  const letIn = tail('--url', service.url, '--after', '0', '--token-file', file);
  await letIn.lines(1);
  const refused = tail('--url', service.url, '--after', '0');
  expect(await refused.ended).toBe(1);
  expect(refused.stderr()).toMatch(/^callscope tail: the service answered 401: [^\n]+\n$/);
});

it.each([
  [['--url', 'nowhere'], '--url must be like http://127.0.0.1:8000, not "nowhere"'],
  [['more'], '"more" is too much (--help tells more)'],
  [['--colour'], "Unknown option '--colour'"],
])('names the word that it does not understand: %j', async (args, sentence) => {
  const one = tail(...args);
  expect(await one.ended).toBe(2);
  expect(one.stderr()).toBe(`callscope tail: ${sentence}\n`);
});
