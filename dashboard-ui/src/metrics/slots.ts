import type { Stats, StatsBucket } from '@callscope/call-state';

/** As many bars as can still be told apart in a card. */
export const MOST_SLOTS = 60;

/** A piece of the window: epoch ms, and what happened in it; null: nothing did. */
export interface Slot {
  readonly from: number;
  readonly to: number;
  readonly bucket: StatsBucket | null;
}

/** What the charts of all cards share. */
export interface Time {
  readonly slots: readonly Slot[];
  readonly rangeOf: (slot: Slot) => string;
  /** What a click and Enter lead to. */
  readonly onopen: (slot: Slot) => void;
  /** Where the slot begins that the list is of, epoch ms. */
  readonly chosen: number;
}

/**
 * The buckets of a window without gaps, the current one last. The series leaves out buckets in which nothing happened.
 * `now`: epoch ms; a service whose clock is ahead is believed.
 */
export function slotsOf({ series, window }: Stats, now: number): Slot[] {
  const size = window.bucket_ms;
  const startOf = (at: number): number => Math.floor(at / size) * size;
  const last = startOf(Math.max(now, series.at(-1)?.at ?? 0));
  const length = window.from === null || window.to === null ? null : window.to - window.from;
  const first = startOf(length === null ? (series[0]?.at ?? last) : Math.max(now, last) - length);
  const count = (last - first) / size + 1;
  const byStart = new Map(series.map((bucket) => [bucket.at, bucket]));
  return Array.from({ length: count }, (_, index) => {
    const from = last - (count - 1 - index) * size;
    return { from, to: from + size, bucket: byStart.get(from) ?? null };
  });
}
