import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningService, ServiceNotReady, startService } from './service';
import { makeTempFolder } from './temp-folder';

const readyThenWait = `
  console.log('something else first');
  console.log('callscope ready http://127.0.0.1:4711/ (log 0a1b2c3d, position 42)');
  console.error(JSON.stringify({ args: process.argv.slice(2), setting: process.env.CALLSCOPE_SETTING ?? null }));
  process.on('SIGTERM', () => process.exit(0));
  setInterval(() => {}, 1000);
`;

async function aProgram(source: string): Promise<string> {
  const main = join(await makeTempFolder(), 'main.js');
  await writeFile(main, source);
  return main;
}

async function told(service: RunningService): Promise<unknown> {
  while (!service.stderr().includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
  return JSON.parse(service.stderr());
}

describe('startService', () => {
  it('waits for the ready line, tells what it says, and stops', async () => {
    const service = await startService({ main: await aProgram(readyThenWait) });
    expect(service).toMatchObject({ url: 'http://127.0.0.1:4711', log: '0a1b2c3d', position: 42 });
    expect(service.pid).toBeGreaterThan(0);
    await expect(told(service)).resolves.toEqual({ args: ['--port', '0', '--data', service.data], setting: null });
    await expect(service.stop()).resolves.toEqual({ code: 0, signal: null });
    expect(existsSync(service.data)).toBe(false);
  });

  it('hands on flags and settings, and leaves a given data folder alone', async () => {
    const data = await makeTempFolder();
    const main = await aProgram(readyThenWait);
    const service = await startService({ main, data, args: ['--port', '9'], env: { CALLSCOPE_SETTING: 'x' } });
    await expect(told(service)).resolves.toEqual({ args: ['--data', data, '--port', '9'], setting: 'x' });
    await expect(service.stop('SIGKILL')).resolves.toEqual({ code: null, signal: 'SIGKILL' });
    expect(existsSync(data)).toBe(true);
  });

  it('fails with the exit code and stderr of a service that does not start', async () => {
    const main = await aProgram(`console.error('unknown flag --x'); process.exit(2);`);
    const failure: unknown = await startService({ main }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceNotReady);
    expect(failure).toMatchObject({ exit: { code: 2, signal: null }, stderr: 'unknown flag --x\n' });
  });
});
