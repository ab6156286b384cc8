import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Lateness, nextLateness, ON_TIME } from './lateness';

/** How often the loop is looked at. What is measured is the time between two looks. */
const LOOK_EVERY_MS = 20;
const WINDOW_MS = 500;

/** In seconds; how late the loop was, over and above what it was asked to wait. */
export interface LoopDelays {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** How late the event loop comes to what is due: for who measures, and for who must refuse. */
@Injectable()
export class LoopDelay implements OnApplicationBootstrap, OnModuleDestroy {
  /** Never reset: that would lose the delay which is going on, the very one that counts. */
  readonly #all = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  #before: Sum = { ns: 0, n: 0 };
  readonly #measured = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  #lateness: Lateness = ON_TIME;
  #timer: NodeJS.Timeout | null = null;

  onApplicationBootstrap(): void {
    this.#all.enable();
    this.#measured.enable();
    this.#timer = setInterval(() => {
      const meanMs = this.#meanMsOfWindow();
      if (meanMs !== null) this.#lateness = nextLateness(this.#lateness, meanMs);
    }, WINDOW_MS).unref();
  }

  onModuleDestroy(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#all.disable();
    this.#measured.disable();
  }

  /** The loop is so late, and for so long, that nothing more should be begun. */
  get isLate(): boolean {
    return this.#lateness.isLate;
  }

  /** Since this was asked last; null when nothing was measured since. */
  take(): LoopDelays | null {
    const measured = this.#measured;
    if (measured.count === 0) return null;
    const seconds = (ns: number): number => delayMs(ns) / 1_000;
    const delays = {
      p50: seconds(measured.percentile(50)),
      p99: seconds(measured.percentile(99)),
      max: seconds(measured.max),
    };
    measured.reset();
    return delays;
  }

  /** Null when the loop was not looked at since the window before. */
  #meanMsOfWindow(): number | null {
    const before = this.#before;
    const now = sumOf(this.#all);
    this.#before = now;
    return now.n === before.n ? null : delayMs((now.ns - before.ns) / (now.n - before.n));
  }
}

/** So many times between two looks, and what they add up to. */
interface Sum {
  readonly ns: number;
  readonly n: number;
}

function sumOf({ count, mean }: IntervalHistogram): Sum {
  return { ns: count === 0 ? 0 : mean * count, n: count };
}

/** Of a time between two looks, in ns: by how much it is longer than wished. */
function delayMs(ns: number): number {
  return Math.max(0, ns / 1e6 - LOOK_EVERY_MS);
}
