import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { keepTrackOf } from './children';
import { HttpLine } from './http-line';
import { type Latency, latencyOf } from './latency';

/** Until both loops run compiled code. */
const WARM_UP = 300;

/** `GET /health` over HTTP, where nothing is looked up: what is not above it, is no matter of views. */
export interface Floors {
  /** Of the service that is measured. */
  readonly health: Latency;
  /** Of an Express without anything, in a process of its own. */
  readonly bare: Latency;
}

/** What an answer takes at least, here and now: asked in turn with what is measured, each over one kept connection. */
export class Floor {
  readonly #health: number[] = [];
  readonly #bare: number[] = [];

  private constructor(
    private readonly service: HttpLine,
    private readonly express: HttpLine,
    private readonly end: () => Promise<void>,
  ) {}

  static async beside(serviceUrl: string): Promise<Floor> {
    const child = fork(join(__dirname, 'bare-express.cjs'), { execArgv: [] });
    const exited = keepTrackOf(child);
    const [port] = (await once(child, 'message')) as [number];
    const [service, express] = [new HttpLine(serviceUrl), new HttpLine(`http://127.0.0.1:${String(port)}`)];
    const floor = new Floor(service, express, async () => {
      service.close();
      express.close();
      child.kill();
      await exited;
    });
    for (let number = 0; number < WARM_UP; number += 1) await floor.ask();
    floor.take();
    return floor;
  }

  async ask(): Promise<void> {
    this.#health.push((await this.service.ask('/health')).ms);
    this.#bare.push((await this.express.ask('/health')).ms);
  }

  /** Since this was asked last. */
  take(): Floors {
    return { health: latencyOf(this.#health.splice(0)), bare: latencyOf(this.#bare.splice(0)) };
  }

  stop(): Promise<void> {
    return this.end();
  }
}
