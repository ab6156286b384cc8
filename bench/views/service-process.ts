import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type LoopDelay, Probed } from './probed';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'dist/apps/telemetry/src/main.js');
const READY = /^callscope ready (http:\/\/\S+?)\/? /;
const KIB_PER_MIB = 1_024;
/** It is started as users start it, with the same flags of Node's. */
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
const NODE_FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** The built service on a data folder, as a process of its own. */
export class ServiceProcess {
  private constructor(
    readonly url: string,
    /** From the start of the process until it can be asked, ms. */
    readonly readyMs: number,
    private readonly process: Probed,
  ) {}

  /** Starts it and waits until it is ready, however long that takes. */
  static async start(folder: string, flags: readonly string[] = []): Promise<ServiceProcess> {
    if (!existsSync(MAIN)) throw new Error('the service is not built: npm run build:server');
    const began = performance.now();
    const args = ['--host', '127.0.0.1', '--port', '0', '--data', folder, '--log-level', 'error', ...flags];
    const probed = new Probed(MAIN, args, NODE_FLAGS, cleanEnv());
    const ready = new Promise<string>((resolve) => {
      createInterface(probed.child.stdout as Readable).on('line', (line) => {
        const url = READY.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    });
    const url = await Promise.race([ready, probed.exited]);
    if (url === null) throw new Error('the service ended before it was ready');
    return new ServiceProcess(url, performance.now() - began, probed);
  }

  /** Memory that it holds now, and held at most, in MiB; null where the system does not tell. */
  memory(): { readonly rss: number | null; readonly peak: number | null } {
    return { rss: this.#status('VmRSS'), peak: this.#status('VmHWM') };
  }

  /** How late its main loop was since this was last asked. */
  loop(): Promise<LoopDelay> {
    return this.process.loop();
  }

  /** Ends it in order, or as a power cut would. */
  stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    return this.process.stop(signal);
  }

  #status(name: string): number | null {
    const file = `/proc/${String(this.process.child.pid)}/status`;
    const kib = existsSync(file) ? new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8')) : null;
    return kib ? Math.round(Number(kib[1]) / KIB_PER_MIB) : null;
  }
}

/** Without the settings a developer may have set for a service of their own. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CALLSCOPE_')));
}
