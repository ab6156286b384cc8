import { callRow, type CallState } from '@callscope/call-state';
import type { PeaksQuery } from '../aggregates/peaks';

type Span = readonly [from: number, to: number];

/**
 * The most calls active at once, counted at every second at which there may be more of them than a second before.
 * `active`: the buckets up to now in which there were any.
 */
export function plainPeaks(calls: readonly CallState[], { from, to, bucketMs, now }: Omit<PeaksQuery, 'told'>) {
  const spans = calls.flatMap(spanOf);
  const at = (instant: number): number => spans.filter(([begin, end]) => begin <= instant && instant < end).length;
  const peakOf = (bucket: number): number => {
    const [begin, end] = [Math.max(bucket, from), Math.min(bucket + bucketMs, to)];
    const begins = spans.map(([start]) => start).filter((start) => start >= begin && start < end);
    return Math.max(...[begin, ...begins].map(at));
  };
  const earliest = Math.min(...spans.map(([start]) => start));
  const active: number[] = [];
  for (let bucket = bucketOf(Math.max(from, earliest)); bucket <= now && bucket < to; bucket += bucketMs) {
    if (peakOf(bucket) > 0) active.push(bucket);
  }
  return { peakOf, active };

  function bucketOf(instant: number): number {
    return Math.floor(instant / bucketMs) * bucketMs;
  }
}

/** Epoch ms, whole seconds. */
function spanOf(call: CallState): Span[] {
  if (call.hidden) return [];
  const { live, initiated_at: initiated, started_at: started, ended_at } = callRow(call);
  const told = [initiated, started].filter((instant) => instant !== null);
  const begun = Math.min(...(told.length > 0 ? told : [call.first_fact_at ?? call.first_recorded_at]));
  const known = started ?? initiated ?? begun;
  const from = Math.floor(begun / 1_000) * 1_000;
  if (live) return [[from, Infinity]];
  const to = Math.floor((ended_at ?? call.last_fact_at ?? known) / 1_000) * 1_000;
  return [[from, Math.max(to, from + 1_000)]];
}
