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
    const [before, now] = [this.#told.get(window), textsOf(stats.series)];
    // Who reads already knows of an earlier moment: what differs is told to everybody next, even if it is then again as
    // it was. To tell somebody too much does no harm.
    const differing = [...now].map(([at, text]) => [at, before?.get(at) === text ? text : ''] as const);
    this.#told.set(window, before ? new Map([...before, ...differing]) : now);
    return stats;
  }

  /** What has changed for those who read. */
  async changes(window: WindowName): Promise<Omit<LiveFrames['stats'], 'lag'>> {
    const { calls, duration_ms, turns, latency, cost, series, window: span } = await this.#of(window);
    const [before, now] = [this.#told.get(window), textsOf(series)];
    this.#told.set(window, now);
    const changed = series.filter(({ at }) => now.get(at) !== before?.get(at));
    const isGone = (at: number): boolean => !now.has(at) && at + span.bucket_ms > (span.from ?? 0);
    const gone = [...(before?.keys() ?? [])].filter(isGone).map(emptyBucket);
    return { calls, duration_ms, turns, latency, cost, buckets: [...changed, ...gone].sort((a, b) => a.at - b.at) };
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

/** What is left of a bucket whose calls were hidden, or have ended before it. */
function emptyBucket(at: number): StatsBucket {
  const response_ms = { n: 0, p50: null, p95: null, p99: null };
  return { at, calls: 0, cost_usd: null, response_ms, active_peak: 0 };
}

function textsOf(series: readonly StatsBucket[]): ReadonlyMap<number, string> {
  return new Map(series.map((bucket) => [bucket.at, JSON.stringify(bucket)]));
}
