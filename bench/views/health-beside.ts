import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpLine } from './http-line';
import { type Latency, latencyOf, round } from './latency';

const EVERY_MS = 5;
/** As many as a loop that stands still for a third of a second lets wait; else one would hide the next. */
const CONNECTIONS = 64;
const NS_PER_MS = 1e6;

export interface Beside {
  readonly health: Latency;
  /** How late the loop of the benchmark itself was: what is not above this, was perhaps not the service. */
  readonly own_loop_p99_ms: number;
}

/** The event loop of the service as it is felt outside: `GET /health` two hundred times a second, beside some work. */
export async function healthBeside(url: string, work: () => Promise<unknown>): Promise<Beside> {
  const line = new HttpLine(url, CONNECTIONS);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const taken: number[] = [];
  const ask = async (): Promise<void> => {
    const began = performance.now();
    await line.get('/health');
    taken.push(performance.now() - began);
  };
  let over = false;
  const asking = async (): Promise<void> => {
    const asked: Promise<void>[] = [];
    const began = performance.now();
    while (!over) {
      while (began + asked.length * EVERY_MS <= performance.now()) asked.push(ask());
      await sleep(1);
    }
    await Promise.all(asked);
  };
  try {
    await ask();
    taken.length = 0;
    loop.enable();
    await Promise.all([asking(), work().finally(() => (over = true))]);
    loop.disable();
    return { health: latencyOf(taken), own_loop_p99_ms: round(loop.percentile(99) / NS_PER_MS) };
  } finally {
    line.close();
  }
}
