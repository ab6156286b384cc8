import type { CallEnded, EndReason, StoredEnvelope } from '@callscope/call-events';
import { reportedLatencyMs, reportedTotalNano } from './reported-facts';
import { outranks, tell, type Telling, type Told } from './told';

/** The end of a call as it stands. Instants epoch ms. */
export interface End {
  readonly id: string;
  readonly position: number;
  readonly occurred_at: number | null;
  readonly recorded_at: number;
  readonly reason: EndReason | null;
  readonly duration_ms: number | null;
  /** Whose words the reason and the duration are, where they are of another end than this. */
  readonly reason_told?: Told<EndReason>;
  readonly duration_told?: Told<number>;
  /** Set when the end carries a report: its id, and the turns that it lists. */
  readonly report?: {
    readonly id: string;
    readonly turns: readonly number[] | null;
    /** The source's own mean of `total_ms` over the call, where it told one. */
    readonly latency_ms: number | null;
    /** The source's own total of the call's cost, where it told one. */
    readonly total_nano: number | null;
  };
}

/**
 * Of several ends one stands: one with a report before one without; of two with a report the one stored last
 * (a correction); of two without, the later, then the one with the greater id, and of these one that says no reason or no
 * duration takes none from the other.
 */
export function evolveEnd(known: End | null, event: CallEnded & StoredEnvelope): End {
  const next = endOf(event);
  if (!known) return next;
  if (next.report && known.report) return next.position > known.position ? next : known;
  if (next.report) return next;
  if (known.report) return known;
  return asOne(known, next);
}

/** Of two ends without a report: each of time, reason and duration as the one in force of those that say it. */
function asOne(known: End, next: End): End {
  const standing = outranks(tellerOf(next), tellerOf(known)) ? next : known;
  const [knownReason, knownDuration] = [reasonOf(known), durationOf(known)];
  const reason = inForce(knownReason, reasonOf(next));
  const duration = inForce(knownDuration, durationOf(next));
  if (standing === known && reason === knownReason && duration === knownDuration) return known;
  return {
    id: standing.id,
    position: standing.position,
    occurred_at: standing.occurred_at,
    recorded_at: standing.recorded_at,
    reason: reason?.value ?? null,
    duration_ms: duration?.value ?? null,
    ...(reason && reason.id !== standing.id ? { reason_told: reason } : {}),
    ...(duration && duration.id !== standing.id ? { duration_told: duration } : {}),
  };
}

/** That nobody knows the reason is said as well, but never takes the place of a real one. */
function reasonOf(end: End): Told<EndReason> | undefined {
  if (end.reason === null) return undefined;
  return end.reason_told ?? { value: end.reason, ...tellerOf(end, end.reason === 'unknown' ? 0 : 1) };
}

function durationOf(end: End): Told<number> | undefined {
  if (end.duration_ms === null) return undefined;
  return end.duration_told ?? { value: end.duration_ms, ...tellerOf(end) };
}

function tellerOf(end: End, rank = 0): Telling {
  return { rank, at: end.occurred_at, id: end.id };
}

function inForce<T>(known: Told<T> | undefined, next: Told<T> | undefined): Told<T> | undefined {
  return next ? tell(known, next.value, next) : known;
}

function endOf(event: CallEnded & StoredEnvelope): End {
  const { report_id: reportId, turns, reason, duration_ms: duration, report } = event.data;
  return {
    id: event.id,
    position: event.position,
    occurred_at: event.occurred_at ?? null,
    recorded_at: event.recorded_at,
    reason: reason ?? null,
    duration_ms: duration ?? null,
    ...(reportId === undefined
      ? {}
      : {
          report: {
            id: reportId,
            turns: turns ?? null,
            latency_ms: reportedLatencyMs(report),
            total_nano: reportedTotalNano(report),
          },
        }),
  };
}
