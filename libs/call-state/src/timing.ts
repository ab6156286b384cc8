import type { CallState, Instants } from './call-state';

/** When a call began and ended, as far as it is known. Instants epoch ms, durations ms; null = not known. */
export interface Timing {
  readonly initiated_at: number | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly duration_ms: number | null;
  /** A difference came out negative: some clock lied. */
  readonly negative: boolean;
}

/**
 * A producer's own start time stands. Without one the start is the end less the reported duration; until then it is
 * the time at which the start arrived. A duration is the reported one, else the difference of two told times.
 */
export function timingOf(state: CallState, ended: boolean): Timing {
  const { started, end } = { started: state.started?.value, end: state.end ?? state.ended_by_status?.value };
  const endedAt = ended ? best(end) : null;
  const reported = state.end?.duration_ms ?? null;
  const told = difference(end?.occurred_at, started?.occurred_at);
  const startedAt = started?.occurred_at ?? difference(endedAt, reported) ?? best(started);
  const duration = ended ? (reported ?? told) : null;
  const negative = isNegative(told) || isNegative(difference(endedAt, startedAt));
  return {
    initiated_at: best(state.initiated?.value),
    started_at: startedAt,
    ended_at: endedAt,
    duration_ms: isNegative(duration) ? null : duration,
    negative,
  };
}

/** The producer's time, else ours. */
function best(instants: Instants | undefined): number | null {
  return instants ? (instants.occurred_at ?? instants.recorded_at) : null;
}

function difference(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null || b == null ? null : a - b;
}

function isNegative(ms: number | null): boolean {
  return ms !== null && ms < 0;
}
