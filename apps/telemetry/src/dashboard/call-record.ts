import type { StoredEvent } from '@callscope/call-events';
import { begunAt, callDetail, callRow, type CallState, type CallRow } from '@callscope/call-state';
import { turnMetrics, type TurnMetrics } from './turn-metrics';

/** A call in the words and units of Patter's dashboard (contract §2): times in epoch seconds, unknown texts empty. */
export interface CallRecord {
  readonly call_id: string;
  readonly caller: string;
  readonly callee: string;
  readonly direction: string;
  readonly started_at: number;
  readonly ended_at?: number;
  readonly status: string;
  readonly transcript?: unknown;
  readonly turns?: readonly TurnMetrics[];
  readonly metrics: unknown;
}

const PATTER_STATUS: Readonly<Partial<Record<CallRow['status'], string>>> = {
  queued: 'initiated',
  in_progress: 'in-progress',
  forwarding: 'in-progress',
  no_answer: 'no-answer',
  voicemail: 'completed',
  timed_out: 'failed',
};

/** A status in Patter's words; the source's own word where ours is coarser. */
export function patterStatus(state: CallState): string {
  return patterWord(callRow(state).status, state.statuses.terminal?.value.raw);
}

export function patterWord(status: CallRow['status'], raw: string | undefined): string {
  return raw === 'webhook_error' && status === 'failed' ? raw : (PATTER_STATUS[status] ?? status);
}

/** An ended call; `end` is the event that its state names as the end in force, and holds what the SDK reported. */
export function endedRecord(state: CallState, end: StoredEvent | null): CallRecord {
  const report = end?.type === 'call.ended' ? end.data.report : undefined;
  return {
    ...endedHeading(state),
    status: patterStatus(state),
    transcript: report?.['transcript'] ?? [],
    metrics: report?.['metrics'] ?? null,
  };
}

/** A call that runs, with its turns and words so far, from the events of the call. */
export function activeRecord(state: CallState, events: readonly StoredEvent[]): CallRecord {
  const detail = callDetail(events);
  return {
    ...heading(state),
    status: patterStatus(state),
    transcript: (detail?.transcript ?? []).map(({ role, text, at }) => ({
      role: role === 'agent' ? 'assistant' : role,
      text,
      ...(at === null ? {} : { timestamp: at }),
    })),
    turns: (detail?.turns ?? []).map(turnMetrics),
    metrics: null,
  };
}

/** What stands in every form of an ended call: who, which way, when. */
export type CallHeading = Pick<CallRecord, 'call_id' | 'caller' | 'callee' | 'direction' | 'started_at' | 'ended_at'>;

export function endedHeading(state: CallState): CallHeading {
  const { ended_at: endedAt } = callRow(state);
  return { ...heading(state), ...(endedAt === null ? {} : { ended_at: seconds(endedAt) }) };
}

function heading(state: CallState): Omit<CallHeading, 'ended_at'> {
  const row = callRow(state);
  return {
    call_id: row.call_id,
    caller: row.from ?? '',
    callee: row.to ?? '',
    direction: row.direction,
    started_at: seconds(begunAt(state)),
  };
}

function seconds(ms: number): number {
  return ms / 1_000;
}
