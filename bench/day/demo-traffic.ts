import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { keepTrackOf } from '../views/children';

const APPS = join(__dirname, '../../dist/apps');
const READY = /^callscope ready (http:\/\/\S+?)\/? /;
const LEVELS = { warn: 40, error: 50 };
const BYTES_PER_MIB = 1_048_576;

/** A process of the demo, and what it complains of. */
export class DemoProcess {
  /** What it said of what it can live with: a disk that is slow, or who is told to come again. */
  readonly warnings: string[] = [];
  readonly errors: string[] = [];
  readonly exited: Promise<null>;

  private constructor(readonly child: ChildProcess) {
    this.exited = keepTrackOf(child);
    createInterface(child.stderr as Readable).on('line', (line) => {
      const level = levelOf(line);
      if (level >= LEVELS.error) this.errors.push(line);
      else if (level >= LEVELS.warn) this.warnings.push(line);
    });
  }

  /** The built service on a new data folder, as the demo starts it. */
  static async service(data: string): Promise<{ service: DemoProcess; url: string }> {
    const args = ['--port', '0', '--data', data, '--log-level', 'warn'];
    const service = new DemoProcess(started('telemetry', args));
    const ready = new Promise<string>((resolve) => {
      createInterface(service.child.stdout as Readable).on('line', (line) => {
        const url = READY.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    });
    const url = await Promise.race([ready, service.exited]);
    if (url === null) throw new Error(`the service ended before it was ready\n${service.errors.join('\n')}`);
    return { service, url };
  }

  static simulator(flags: readonly string[]): DemoProcess {
    const simulator = new DemoProcess(started('cli', ['simulate', ...flags]));
    simulator.child.stdout?.resume();
    return simulator;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Memory that it holds, in MiB; NaN where the system does not tell, or when it has ended. */
  get rssMib(): number {
    return this.#status('VmRSS');
  }

  /** What of it is its own: pages of files that it reads are given back whenever somebody else wants the room. */
  get ownMib(): number {
    return this.#status('RssAnon');
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.exited;
  }

  #status(name: string): number {
    const file = `/proc/${String(this.child.pid)}/status`;
    const kib = existsSync(file) ? new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8')) : null;
    return kib ? (Number(kib[1]) * 1_024) / BYTES_PER_MIB : NaN;
  }
}

function started(app: 'telemetry' | 'cli', args: readonly string[]): ChildProcess {
  const main = join(APPS, app, 'src/main.js');
  if (!existsSync(main)) throw new Error('it is not built: npm run build');
  // Without the settings a developer may have set for a service of their own.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CALLSCOPE_')));
  return spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What is no line of the service's log is an error that nobody took; but for what a simulator says. */
function levelOf(line: string): number {
  if (line.startsWith('simulate calls until Ctrl-C')) return 0;
  if (/^callscope simulate: .*; trying again$/.test(line)) return LEVELS.warn;
  try {
    return (JSON.parse(line) as { level?: number }).level ?? LEVELS.error;
  } catch {
    return LEVELS.error;
  }
}
