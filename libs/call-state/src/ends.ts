import type { CallEnded, EndReason, StoredEnvelope } from '@callscope/call-events';
import { reportedLatencyMs, reportedTotalNano } from './reported-facts';
import { outranks, tellingOf } from './told';

/** The end of a call as it stands. Instants epoch ms. */
export interface End {
  readonly id: string;
  readonly position: number;
  readonly occurred_at: number | null;
  readonly recorded_at: number;
  readonly reason: EndReason | null;
  readonly duration_ms: number | null;
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
 * (a correction); of two without, the later, then the one with the greater id.
 */
export function evolveEnd(known: End | null, event: CallEnded & StoredEnvelope): End {
  const next = endOf(event);
  if (!known) return next;
  if (next.report && known.report) return next.position > known.position ? next : known;
  if (next.report) return next;
  if (known.report) return known;
  return outranks(tellingOf(event), { rank: 0, at: known.occurred_at, id: known.id }) ? next : known;
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
