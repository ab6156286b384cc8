import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { atEnd } from './at-end';

export interface ShellRun {
  /** Null when it was ended because it had said enough. */
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command as somebody types it. One that goes on and on is ended as soon as what it prints is `enough`. */
export async function shell(command: string, cwd: string, env: NodeJS.ProcessEnv, enough?: RegExp): Promise<ShellRun> {
  // A group of its own: what the shell has started ends with it.
  const child = spawn('sh', ['-ec', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const told = { over: false, enough: false };
  const ended = (once(child, 'close') as Promise<[number | null]>).finally(() => (told.over = true));
  const end = (): void => {
    if (child.pid !== undefined && !told.over) endGroup(child.pid);
  };
  atEnd(async () => {
    end();
    await ended;
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (told.enough || !enough?.test(output)) return;
      told.enough = true;
      end();
    });
  }
  const [code] = await ended;
  return { code: told.enough ? null : code, output };
}

/** One that has just ended by itself is not there to be told so: its `close` comes later. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
