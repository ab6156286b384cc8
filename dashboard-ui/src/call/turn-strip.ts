import type { Part } from '../charts/stages';
import type { Waterfall } from '../charts/waterfall';

/** One named piece of a drawn turn. `from` and `to` are shares of the width, 0 to 1. */
export interface StripPart {
  readonly part: Part;
  readonly from: number;
  readonly to: number;
  /** Whole milliseconds as drawn: over all parts they add up to the rounded total. `null`: not measured. */
  readonly ms: number | null;
  /** What the source told, where it is more than is drawn: the rest ran beside another stage. */
  readonly measured_ms: number | null;
}

export interface Strip {
  readonly parts: readonly StripPart[];
  readonly overlap: { readonly from: number; readonly to: number } | null;
}

/** Stages are told to a tenth; less than half a millisecond is their rounding, no time of its own. */
export const ROUNDING_MS = 0.5;

/** A turn on a line of `scale_ms`; pieces follow each other without a gap and end at the turn's total. */
export function turnStrip(chart: Waterfall, scale_ms: number): Strip {
  const at = (ms: number): number => (scale_ms > 0 ? Math.min(1, ms / scale_ms) : 0);
  const whole = wholeParts(chart.segments.map(({ from_ms, to_ms }) => to_ms - from_ms));
  const parts = chart.segments.map(({ part, measured_ms, from_ms, to_ms }, index): StripPart => {
    const ms = measured_ms === null ? null : (whole[index] ?? 0);
    return { part, from: at(from_ms), to: at(to_ms), ms, measured_ms };
  });
  const { overlap } = chart;
  const shown = overlap !== null && chart.overlap_ms >= ROUNDING_MS;
  return { parts, overlap: shown ? { from: at(overlap.from_ms), to: at(overlap.to_ms) } : null };
}

/** The width that holds the longest of these turns; 0 when none was measured. */
export function sharedScale(charts: readonly (Waterfall | null)[]): number {
  return charts.reduce((longest, chart) => Math.max(longest, chart?.total_ms ?? 0), 0);
}

/** Each length up or down to a whole one, so that they add up to the rounded sum: a reader may add them. */
export function wholeParts(lengths: readonly number[]): number[] {
  const whole = lengths.map(Math.floor);
  const missing = Math.round(lengths.reduce((a, b) => a + b, 0)) - whole.reduce((a, b) => a + b, 0);
  const byRest = lengths.map((ms, index) => ({ index, rest: ms % 1 })).sort((a, b) => b.rest - a.rest);
  for (const { index } of byRest.slice(0, Math.max(0, missing))) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/** Round marks for an axis from 0 to `scale_ms`: three to seven of them. */
export function axisTicks(scale_ms: number, most = 6): number[] {
  if (!(scale_ms > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(scale_ms / most));
  const step = power * ([1, 2, 5, 10].find((n) => n * power * most >= scale_ms) ?? 10);
  return Array.from({ length: Math.floor(scale_ms / step) + 1 }, (_, index) => index * step);
}
