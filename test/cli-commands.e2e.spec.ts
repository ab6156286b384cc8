import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { atEnd } from './support/at-end';
import { post } from './support/http';
import { runCommand } from './support/run-command';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

const MAIN = join(__dirname, '../dist/apps/cli/src/main.js');
const callscope = (...args: string[]) => runCommand(process.execPath, [MAIN, ...args]);

it('callscope --help lists what there is', async () => {
  const { ok, output } = await callscope('--help');
  expect(ok).toBe(true);
  for (const name of 'start import replay simulate tail export health verify backup compact erase'.split(' ')) {
    expect(output).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  }
});

it('callscope is done, without a word, when nobody reads what it says', async () => {
  const child = spawn(process.execPath, [MAIN, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  expect([await text(child.stderr), ...((await once(child, 'close')) as unknown[])]).toEqual(['', 0, null]);
});

it('callscope says in one sentence that what it says cannot be written', async () => {
  const readOnly = openSync(__filename, 'r');
  const child = spawn(process.execPath, [MAIN, '--help'], { stdio: ['ignore', readOnly, 'pipe'] });
  closeSync(readOnly);
  const ended = once(child, 'close');
  expect(await text(child.stderr!)).toMatch(/^callscope: cannot write to stdout: [^\n]+\n$/);
  expect((await ended)[0]).toBe(2);
});

it('callscope import is ended by Ctrl-C while it waits for more of stdin, and tells what came', async () => {
  const child = spawn(process.execPath, [MAIN, 'import', 'events', '-', '--dry-run', '--json']);
  const ended = once(child, 'close');
  atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const told = text(child.stdout);
  child.stdin.write('{}\n'.repeat(10_000));
  const [line] = (await once(createInterface(child.stderr), 'line')) as [string];
  expect(line).toMatch(/^import 10000 events, /);
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(130);
  expect(JSON.parse(await told)).toMatchObject({ taken: 0, refused: 10_000, stopped: 'interrupted' });
});

it('callscope start is the service: its ready line, its signals, its exit codes', async () => {
  const child = spawn(process.execPath, [MAIN, 'start', '--port', '0', '--data', await makeTempFolder()], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /^callscope ready (\S+)\/ \(log /.exec(line)?.[1] ?? '';
  expect(await callscope('health', '--url', url)).toEqual({ ok: true, output: `${url}/health answered 200\n` });
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  const gone = await callscope('health', '--url', url);
  expect(gone.ok).toBe(false);
  expect(gone.output).toMatch(/^callscope health: \S+ did not answer \(ECONNREFUSED\)\n$/);
});

it('callscope start tells of its own flags', async () => {
  expect((await callscope('start', '--help')).output).toContain('--log-level');
  const bad = await callscope('start', '--port', '70000');
  expect(bad).toMatchObject({ ok: false, output: expect.stringMatching(/^callscope: .*--port/) });
});

describe('callscope export', () => {
  let service: RunningService;
  let folder: string;
  beforeAll(async () => {
    service = await startService();
    folder = await makeTempFolder();
    const events = ['one', 'two'].flatMap((call_id) => [
      { type: 'call.started', call_id, data: { direction: call_id === 'one' ? 'inbound' : 'outbound' } },
      { type: 'call.ended', call_id, data: { reason: 'completed' } },
    ]);
    await post(`${service.url}/api/v2/events`, events);
  });

  const ask = async (query: string): Promise<string> => (await fetch(`${service.url}/api/v2/export?${query}`)).text();

  it.each(['csv', 'json', 'ndjson'])('writes %s as the service tells it', async (format) => {
    const { ok, output } = await callscope('export', '--url', service.url, '--format', format);
    expect([ok, output]).toEqual([true, await ask(`format=${format}`)]);
  });

  it('writes what passes the filters to a file, whole', async () => {
    const file = join(folder, 'calls.ndjson');
    const asked = ['--format', 'ndjson', '--direction', 'outbound', '--sort', 'started_at:asc'];
    expect(await callscope('export', '--url', service.url, ...asked, '--out', file)).toEqual({ ok: true, output: '' });
    const [row, ...more] = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(JSON.parse(row ?? '')).toMatchObject({ call_id: 'two', direction: 'outbound' });
    expect([more, readdirSync(folder)]).toEqual([[], ['calls.ndjson']]);
  });

  it.each([
    [['--status', 'odd'], /^callscope export: status must be one of/],
    [['--out', 'no/such/folder/file'], /^callscope export: cannot write no\/such\/folder\/file: /],
    [['--fromat', 'csv'], /^callscope export: Unknown option '--fromat'/],
  ])('refuses %j in one sentence', async (flags, said) => {
    const { ok, output } = await callscope('export', '--url', service.url, ...flags);
    expect(ok).toBe(false);
    expect(output).toMatch(said);
  });
});

it('callscope health asks whether the service takes calls, and prints what it says', async () => {
  const service = await startService();
  expect(await callscope('health', '--ready', '--url', service.url)).toMatchObject({ ok: true });
  const { output } = await callscope('health', '--json', '--url', service.url);
  expect(JSON.parse(output)).toMatchObject({ status: 'ok', log: service.log });
});
