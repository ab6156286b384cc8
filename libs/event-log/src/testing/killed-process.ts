import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../../../..');
const HOOK = join(REPOSITORY, 'scripts/typescript-hook.cjs');

/** Runs a script, kills it `afterMs` from the first line that it prints, and gives back all whole lines. */
export async function runUntilKilled(script: string, words: readonly string[], afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['-r', HOOK, join(__dirname, script), ...words], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  expect(await ended).toEqual([null, 'SIGKILL']);
  return printed.split('\n').slice(0, -1);
}
