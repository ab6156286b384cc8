import type { Stats, StatsBucket } from '@callscope/call-state';
import { type AggregatesQueries, rangeOfWindow, type Remote, type WindowName } from '@callscope/projections';
import type { LiveFrames } from './live-frames';

/** The figures of the windows that are read, and what of their series has changed since it was told last. */
export class BoardFigures {
  /** By window: each bucket as it was told, by its beginning. */
  readonly #told = new Map<WindowName, ReadonlyMap<number, string>>();

  constructor(private readonly aggregates: Pick<Remote<AggregatesQueries>, 'stats'>) {}

  /** All of it, for who begins to read. */
  async whole(window: WindowName): Promise<Stats> {
    const stats = await this.#of(window);
    // Who reads already is told of changes since an earlier moment: to tell somebody too much does no harm.
    if (!this.#told.has(window)) this.#told.set(window, textsOf(stats.series));
    return stats;
  }

  /** What has changed for those who read. */
  async changes(window: WindowName): Promise<Omit<LiveFrames['stats'], 'lag'>> {
    const { calls, duration_ms, turns, latency, cost, series } = await this.#of(window);
    const [before, now] = [this.#told.get(window), textsOf(series)];
    this.#told.set(window, now);
    const buckets = series.filter(({ at }) => now.get(at) !== before?.get(at));
    return { calls, duration_ms, turns, latency, cost, buckets };
  }

  /** Windows that nobody reads any more are forgotten. */
  keep(read: ReadonlySet<WindowName>): void {
    for (const window of this.#told.keys()) if (!read.has(window)) this.#told.delete(window);
  }

  #of(window: WindowName): Promise<Stats> {
    const now = Date.now();
    const range = rangeOfWindow(window, now);
    return this.aggregates.stats({ range, groupBy: null, histogram: false, comparePrevious: false }, now);
  }
}

function textsOf(series: readonly StatsBucket[]): ReadonlyMap<number, string> {
  return new Map(series.map((bucket) => [bucket.at, JSON.stringify(bucket)]));
}
