import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { atEnd } from './at-end';
import { makeTempFolder } from './temp-folder';

export interface ServiceOptions {
  /** The data folder; without it a new one, removed when the service stops. */
  data?: string;
  /** Flags after those the helper gives; `--port` here takes the place of port 0. */
  args?: string[];
  env?: NodeJS.ProcessEnv;
  /** Another program than the built service. */
  main?: string;
}

export interface ServiceExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningService {
  /** Without a slash at its end. */
  url: string;
  log: string;
  position: number;
  pid: number;
  data: string;
  stop(signal?: NodeJS.Signals): Promise<ServiceExit>;
  stderr(): string;
}

/** The service ended, or said nothing, before it was ready. */
export class ServiceNotReady extends Error {
  constructor(
    readonly exit: ServiceExit,
    readonly stderr: string,
  ) {
    super(
      `The service ended before it was ready (code ${String(exit.code)}, signal ${String(exit.signal)}).\n${stderr}`,
    );
  }
}

const MAIN = join(__dirname, '../../dist/apps/telemetry/src/main.js');
const READY = /^callscope ready (http:\/\/\S+?)\/? \(log ([^,]+), position (\d+)\)$/;
const START_MS = 60_000;
const STOP_MS = 30_000;

/** Starts the built service on a free port and waits until it is ready. It is stopped with the spec file at the latest. */
export async function startService(options: ServiceOptions = {}): Promise<RunningService> {
  const data = options.data ?? (await makeTempFolder());
  const args = options.args ?? [];
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(process.execPath, [options.main ?? MAIN, ...port, '--data', data, ...args], {
    env: { ...cleanEnv(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = new Promise<ServiceExit>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });

  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<ServiceExit> => {
    child.kill(signal);
    const tooLong = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const exit = await exited;
    clearTimeout(tooLong);
    if (options.data === undefined) await rm(data, { recursive: true, force: true, maxRetries: 5 });
    return exit;
  };
  atEnd(() => stop());

  const ready = new Promise<RegExpExecArray>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const match = READY.exec(line);
      if (match) resolve(match);
    });
  });
  const tooLong = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const first = await Promise.race([ready, exited]);
  clearTimeout(tooLong);
  if (!Array.isArray(first)) throw new ServiceNotReady(first, stderr);
  const [, url = '', log = '', position] = first;
  return { url, log, position: Number(position), pid: child.pid ?? 0, data, stop, stderr: () => stderr };
}

/** Without the settings a developer may have set for a service of their own. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CALLSCOPE_')));
}
