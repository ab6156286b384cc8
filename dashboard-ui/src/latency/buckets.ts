import type { Stats } from '@callscope/call-state';
import { TURNS_FOR_P95 } from '../format/percentile-shown';
import { localTime } from '../format/time';
import { language } from '../words/language';

/** A piece of the time axis. Instants epoch ms; a figure that may not be claimed is null. */
export interface Bucket {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Every bucket of the window, those without a turn too: the axis is time. */
export function bucketsOf({ window, series }: Pick<Stats, 'window' | 'series'>): Bucket[] {
  const size = window.bucket_ms;
  const first = window.from ?? series[0]?.at ?? 0;
  const end = window.to ?? (series.at(-1)?.at ?? first - size) + size;
  const told = new Map(series.map((each) => [each.at, each.response_ms]));
  const start = Math.floor(first / size) * size;
  return Array.from({ length: Math.ceil((end - start) / size) }, (_, index) => {
    const from = start + index * size;
    const { n, p50, p95, p99 } = told.get(from) ?? { n: 0, p50: null, p95: null, p99: null };
    const enough = n >= TURNS_FOR_P95;
    return { from, to: from + size, n, p50, p95: enough ? p95 : null, p99: enough ? p99 : null };
  });
}

const STEPS = [1 / 60, 1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 8760];

/** Which buckets have their time below them, and how it reads; `room`: how many labels there is room for. */
export function timeLabels(
  buckets: readonly Bucket[],
  room: number,
  zoneMinutes = (at: number): number => -new Date(at).getTimezoneOffset(),
): { readonly index: number; readonly text: string }[] {
  const length = (buckets.at(-1)?.to ?? 0) - (buckets[0]?.from ?? 0);
  const least = Math.max(length / Math.max(1, room), length > 2 * DAY ? DAY : 0);
  const step = (STEPS.find((hours) => hours * HOUR >= least) ?? 8760) * HOUR;
  const stepOf = (at: number): number => Math.floor((at + zoneMinutes(at) * 60_000) / step);
  return buckets.flatMap(({ from, to }, index) => {
    if (stepOf(from) === stepOf(from - (to - from))) return [];
    return [{ index, text: step >= DAY ? localTime.day(from) : hourOf(from) }];
  });
}

const hourOf = (at: number): string => localTime.clock(at).slice(0, 5);

/** `22:30 to 23:00`, with the day where the axis is longer than one. */
export function rangeWords({ from, to }: { readonly from: number; readonly to: number }, withDay: boolean): string {
  const [begin, end] = [hourOf(from), hourOf(to)];
  if (to - from >= DAY) {
    const midnight = begin === '00:00' && end === begin;
    return midnight
      ? localTime.day(from)
      : `${localTime.day(from)} ${begin} ${language.words.view.until} ${localTime.day(to)} ${end}`;
  }
  return `${withDay ? `${localTime.day(from)} ` : ''}${begin} ${language.words.view.until} ${end}`;
}

export function spansDays(buckets: readonly Bucket[]): boolean {
  return (buckets.at(-1)?.to ?? 0) - (buckets[0]?.from ?? 0) > 26 * HOUR;
}
