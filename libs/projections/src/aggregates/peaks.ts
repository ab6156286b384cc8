/** A piece of time, epoch ms, with how the number of active calls changes in it: relative to just before. */
export interface LevelStep {
  readonly from: number;
  readonly to: number;
  readonly net: number;
  readonly peak: number;
}

/** Of which buckets peaks are asked: whole minutes from `from` to `to`, epoch ms. */
export interface PeaksQuery {
  readonly from: number;
  readonly to: number;
  readonly bucketMs: number;
  /** Beginnings of the buckets that are told in any case, rising. */
  readonly told: readonly number[];
  /** Epoch ms: who is active now is not known to be so later. */
  readonly now: number;
}

/** Buckets in which nothing but the going on of calls is to be told; of calls without end there would be too many. */
const MOST_BETWEEN = 1_000;

/**
 * The most calls that were active at once in each bucket, by its beginning and in order of time: of those that are told
 * in any case, and of those up to now in which some call was active though nothing else happened.
 *
 * @param steps in order of time, none of which reaches from one bucket into another.
 * @param level how many were active just before `from`.
 */
export function peaksOf(steps: readonly LevelStep[], level: number, query: PeaksQuery): ReadonlyMap<number, number> {
  const told = new Set(query.told);
  const peaks = new Map<number, number>();
  let [active, next] = [level, 0];
  for (const at of bucketsOf(steps, level, query)) {
    const end = Math.min(at + query.bucketMs, query.to);
    let [peak, reached] = [0, Math.max(at, query.from)];
    for (let step = steps[next]; step && step.from < end; step = steps[(next += 1)]) {
      if (step.from > reached) peak = Math.max(peak, active);
      peak = Math.max(peak, active + step.peak);
      active += step.net;
      reached = step.to;
    }
    if (reached < end) peak = Math.max(peak, active);
    if (told.has(at) || (peak > 0 && at <= query.now)) peaks.set(at, peak);
  }
  return peaks;
}

/** Every bucket that may have to be told, rising; in none of the others does the number of active calls change. */
function bucketsOf(steps: readonly LevelStep[], level: number, query: PeaksQuery): number[] {
  const { from, to, bucketMs, told, now } = query;
  const bucketAt = (instant: number): number => Math.floor(instant / bucketMs) * bucketMs;
  const starts = new Set([...told, ...steps.map((step) => bucketAt(step.from))]);
  const first = level > 0 ? from : (steps[0]?.from ?? Infinity);
  const last = bucketAt(Math.min(now, to - 1));
  for (let at = Math.max(bucketAt(first), last - MOST_BETWEEN * bucketMs); at <= last; at += bucketMs) starts.add(at);
  return [...starts].sort((a, b) => a - b);
}
