import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { atEnd } from './support/at-end';
import { getJson, post } from './support/http';
import { startService } from './support/service';
import { StreamReader } from './support/stream';
import { makeTempFolder } from './support/temp-folder';

it('says on which address, log and position it is ready', async () => {
  const service = await startService();
  expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { body } = await getJson(`${service.url}/health`);
  expect(body).toMatchObject({ status: 'ok', mode: 'dashboard', log: service.log });
});

it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s, and its streams with it', async (signal) => {
  const service = await startService();
  const reader = await StreamReader.open(`${service.url}/api/dashboard/events`);
  expect(await service.stop(signal)).toEqual({ code: 0, signal: null });
  await reader.ended;
});

it('ends with 0 when it is stopped before it is ready', async () => {
  const main = join(__dirname, '../dist/apps/telemetry/src/main.js');
  const child = spawn(process.execPath, [main, '--port', '0', '--data', await makeTempFolder()]);
  atEnd(() => Promise.resolve(child.kill('SIGKILL')));
  for (const said of [child.stdout, child.stderr]) {
    said.on('data', (words: Buffer) => words.includes('the event log is open') && child.kill('SIGTERM'));
  }
  expect(await once(child, 'close')).toEqual([0, null]);
});

it('goes on after a restart where it was', async () => {
  const data = await makeTempFolder();
  const first = await startService({ data });
  await post(`${first.url}/api/dashboard/ingest`, { call_id: 'kept', caller: '+12125550100', callee: '+12125550199' });
  await first.stop();
  const second = await startService({ data });
  expect(second).toMatchObject({ log: first.log, position: 1 });
  const { body } = await getJson<{ call_id: string }[]>(`${second.url}/api/dashboard/active`);
  expect(body.map((call) => call.call_id)).toEqual(['kept']);
});

it.each([
  ['--port', '70000'],
  ['--port', 'http'],
  ['--host', '0.0.0.0'],
  ['--log-level', 'loud'],
  ['--colour', 'red'],
])('does not start with %s %s: exit 2 and one line that names it', async (flag, value) => {
  const failed = startService({ args: [flag, value] });
  await expect(failed).rejects.toMatchObject({ exit: { code: 2 }, stderr: expect.stringContaining(flag) as string });
});
