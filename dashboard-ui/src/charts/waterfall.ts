import type { LatencyStages } from '@callscope/call-events';
import { STAGES, STAGE_FIELD, type Part, type Stage } from './stages';

export interface Segment {
  readonly part: Part;
  /** As it was reported; `null` where no one measured it. */
  readonly measured_ms: number | null;
  readonly from_ms: number;
  readonly to_ms: number;
}

/** One answer laid out on a line from 0 (the caller stops) to `total_ms` (the agent's first audio). */
export interface Waterfall {
  readonly segments: readonly Segment[];
  readonly total_ms: number;
  /** `null`: the end was not measured; the line is then as long as the stages that were. */
  readonly response_ms: number | null;
  /** By how much the stages exceed the response. They ran at the same time for so long, and it is drawn once. */
  readonly overlap_ms: number;
  readonly overlap: { readonly from_ms: number; readonly to_ms: number } | null;
}

/**
 * Which stage gives way when the stages exceed the whole: speech-to-text and endpointing both run during the silence
 * after the last word, so what was counted twice lies there first.
 */
const GIVES_WAY: readonly Stage[] = ['stt', 'endpoint', 'llm', 'tts'];

/** `null` when neither the response nor any stage of it was measured. */
export function waterfall(latency: LatencyStages): Waterfall | null {
  const measured = STAGES.map((stage) => measure(latency[STAGE_FIELD[stage]]));
  const response_ms = measure(latency.response_ms);
  if (response_ms === null && measured.every((ms) => ms === null)) return null;

  const sum = measured.reduce<number>((total, ms) => total + (ms ?? 0), 0);
  const total_ms = response_ms ?? sum;
  const overlap_ms = Math.max(0, sum - total_ms);
  const drawn = giveWay(measured, overlap_ms);
  const segments = layOut(measured, drawn, total_ms, response_ms !== null);
  return { segments, total_ms, response_ms, overlap_ms, overlap: overlapSpan(segments, drawn, overlap_ms, total_ms) };
}

function measure(ms: number | undefined): number | null {
  return ms !== undefined && Number.isFinite(ms) && ms >= 0 ? ms : null;
}

function giveWay(measured: readonly (number | null)[], overlap_ms: number): number[] {
  const drawn = measured.map((ms) => ms ?? 0);
  let excess = overlap_ms;
  for (const stage of GIVES_WAY) {
    const index = STAGES.indexOf(stage);
    const length = drawn[index] ?? 0;
    drawn[index] = Math.max(0, length - excess);
    excess = Math.max(0, excess - length);
  }
  return drawn;
}

/** Each segment begins where the one before ends and the last ends at the total: contiguous whatever the rounding. */
function layOut(
  measured: readonly (number | null)[],
  drawn: readonly number[],
  total_ms: number,
  restIsKnown: boolean,
): Segment[] {
  let edge = 0;
  const segments = STAGES.map((part, index): Segment => {
    const from_ms = edge;
    edge = Math.min(total_ms, edge + (drawn[index] ?? 0));
    return { part, measured_ms: measured[index] ?? null, from_ms, to_ms: edge };
  });
  const rest = total_ms - edge;
  return [
    ...segments,
    { part: 'unattributed', measured_ms: restIsKnown ? rest : null, from_ms: edge, to_ms: total_ms },
  ];
}

/** The mark ends where the stage that gave way begins: there it ran beside what came before it. */
function overlapSpan(
  segments: readonly Segment[],
  drawn: readonly number[],
  overlap_ms: number,
  total_ms: number,
): Waterfall['overlap'] {
  if (overlap_ms === 0) return null;
  const gaveWay = segments.find((s, index) => s.measured_ms !== null && s.measured_ms > (drawn[index] ?? Infinity));
  const length = Math.min(overlap_ms, total_ms);
  const to_ms = Math.max(gaveWay?.from_ms ?? 0, length);
  return { from_ms: to_ms - length, to_ms };
}
