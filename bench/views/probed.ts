import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { keepTrackOf } from './children';
import { round } from './latency';

const PROBE = join(__dirname, 'loop-probe.cjs');
const STDIO: StdioOptions = ['ignore', 'pipe', 'inherit', 'ipc'];

/** Of a timer of one millisecond. */
export interface LoopDelay {
  readonly p99_ms: number;
  readonly max_ms: number;
  /** How many were longer than 10 ms. */
  readonly stalls: number;
}

/** A process of Node's whose main loop tells how late it was. */
export class Probed {
  readonly child: ChildProcess;
  readonly exited: Promise<null>;

  constructor(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env) {
    this.child = spawn(process.execPath, ['-r', PROBE, program, ...args], { env, stdio: STDIO });
    this.exited = keepTrackOf(this.child);
  }

  /** One that does nothing: what its loop is late is the machine's. */
  static idle(): Probed {
    return new Probed(join(__dirname, 'idle.cjs'));
  }

  /** How late its main loop was since this was last asked. */
  async loop(): Promise<LoopDelay> {
    const answer = once(this.child, 'message');
    this.child.send('loop');
    const [{ p99_ms, max_ms, stalls }] = (await answer) as [LoopDelay];
    return { p99_ms: round(p99_ms), max_ms: round(max_ms), stalls };
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.child.kill(signal);
    await this.exited;
  }
}
