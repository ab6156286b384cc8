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
  /** The longest that the loop itself worked at one go; null where the system does not tell. */
  readonly worked_ms: number | null;
}

type Told = Omit<LoopDelay, 'worked_ms'>;

/** A process of Node's whose main loop tells how late it was. */
export class Probed {
  readonly child: ChildProcess;
  readonly exited: Promise<null>;

  constructor(program: string, args: readonly string[] = [], flags: readonly string[] = [], env = process.env) {
    this.child = spawn(process.execPath, [...flags, '-r', PROBE, program, ...args], { env, stdio: STDIO });
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
    const [{ p99_ms, max_ms, stalls, worked_ms = null }] = (await answer) as [Partial<LoopDelay> & Told];
    return { p99_ms: round(p99_ms), max_ms: round(max_ms), stalls, worked_ms: worked_ms && round(worked_ms) };
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.child.kill(signal);
    await this.exited;
  }
}
