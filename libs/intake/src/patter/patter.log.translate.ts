import {
  type CallEnded,
  type CallEvent,
  type CallStarted,
  type CostRecorded,
  currentVersion,
  type EndReason,
  LOGGED_REPORT,
  type Mode,
} from '@callscope/call-events';
import { translateCosts } from './patter.cost.translate';
import type { PatterLogMetadata } from './patter.log.payload';
import { momentMs } from './patter.moment';
import { PATTER_LOG_SOURCE } from './patter.source';

/** What else the meaning of `metadata.json` hangs on. */
export interface LogContext {
  readonly callId: string;
  /** Hash of what the file says about the start: it stands in the file at the end, too, and is one fact. */
  readonly startHash: string;
  /** Hash of what the file says about the end. */
  readonly endHash: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** `agent` as it came: the DTO has lost keys that are named like members of Object. */
  readonly agent: Readonly<Record<string, unknown>> | null;
}

const MODES: Readonly<Record<string, Mode>> = {
  pipeline: 'pipeline',
  openai_realtime: 'realtime',
  elevenlabs_convai: 'hosted',
};

const REASONS: Readonly<Record<string, EndReason>> = {
  completed: 'completed',
  'no-answer': 'no_answer',
  busy: 'busy',
  failed: 'error',
  error: 'error',
  webhook_error: 'error',
};

/** The start, when the file knows it (a call's second day does not), then what it cost and its end, once it has one. */
export function translateMetadata(file: PatterLogMetadata, context: LogContext): CallEvent[] {
  const knowsStart = Boolean(file.started_at ?? file.caller ?? file.callee);
  const hasEnded = Boolean(file.ended_at) || (Boolean(file.status) && file.status !== 'in_progress');
  return [
    ...(knowsStart ? [started(file, context)] : []),
    ...(hasEnded ? [...costs(file, context), ended(file, context)] : []),
  ];
}

/** The providers are left to the end body, which knows all of them: the file tells one model only. */
function started(file: PatterLogMetadata, { callId, startHash, receivedAt, agent }: LogContext): CallStarted {
  const at = momentMs(file.started_at, receivedAt);
  const { caller, callee, direction, telephony_provider: carrier, provider_mode: word } = file;
  const mode = word && Object.hasOwn(MODES, word) ? MODES[word] : undefined;
  const type = 'call.started';
  return {
    id: `patter:${callId}:start:${startHash}`,
    type,
    v: currentVersion(type),
    call_id: callId,
    ...(at === null ? {} : { occurred_at: at }),
    source: PATTER_LOG_SOURCE,
    data: {
      direction: direction === 'inbound' || direction === 'outbound' ? direction : 'unknown',
      ...(caller ? { from: caller } : {}),
      ...(callee ? { to: callee } : {}),
      ...(carrier ? { carrier } : {}),
      ...(mode ? { mode } : {}),
      ...(agent && Object.keys(agent).length > 0 ? { metadata: { agent } } : {}),
    },
  };
}

/** No time stands in them, and no report but the log itself: all costs of an end body take the place of all of these. */
function costs(file: PatterLogMetadata, { callId, endHash }: LogContext): CostRecorded[] {
  const metrics = { cost: file.cost ?? null, telephony_provider: file.telephony_provider ?? null };
  return translateCosts(callId, metrics, endHash, null).map((cost) => ({
    ...cost,
    source: PATTER_LOG_SOURCE,
    data: { ...cost.data, report_id: LOGGED_REPORT },
  }));
}

/** It carries no report: an end body outranks it, whichever comes first. */
function ended(file: PatterLogMetadata, { callId, endHash, receivedAt }: LogContext): CallEnded {
  const at = momentMs(file.ended_at, receivedAt);
  const type = 'call.ended';
  const reason = reasonOf(file);
  return {
    id: `patter:${callId}:end:${endHash}`,
    type,
    v: currentVersion(type),
    call_id: callId,
    ...(at === null ? {} : { occurred_at: at }),
    source: PATTER_LOG_SOURCE,
    data: {
      reason,
      ...(file.error ? { raw_reason: file.error } : reason === 'unknown' ? { raw_reason: file.status ?? '' } : {}),
      ...(file.duration_ms == null ? {} : { duration_ms: Math.round(file.duration_ms) }),
    },
  };
}

function reasonOf({ error, status }: PatterLogMetadata): EndReason {
  if (error) return 'error';
  if (!status || status === 'in_progress') return 'completed';
  return (Object.hasOwn(REASONS, status) ? REASONS[status] : undefined) ?? 'unknown';
}
