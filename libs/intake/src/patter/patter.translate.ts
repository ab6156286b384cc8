import {
  type CallEnded,
  type CallEvent,
  type CallParties,
  type CallStatus,
  currentVersion,
  type Direction,
  type NamedEventType,
} from '@callscope/call-events';
import { translateCosts } from './patter.cost.translate';
import { momentMs } from './patter.moment';
import type { PatterBody, PatterTurn } from './patter.payload';
import { PATTER_SOURCE } from './patter.source';
import { translateTurn } from './patter.turn.translate';

/** What a body says, in the word that answers it. */
export type PatterFact = 'initiated' | 'status' | 'started' | 'ended';

export interface Translation {
  readonly fact: PatterFact;
  readonly events: readonly CallEvent[];
}

/** What else a body's meaning hangs on, handed in so that the same body always gives the same events. */
export interface TranslationContext {
  /** First 32 hex digits of the SHA-256 of the body as canonical JSON. */
  readonly bodyHash: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** `metrics`, `transcript` and parties as they came, to be kept whole. */
  readonly asSent: Readonly<Record<string, unknown>>;
}

const STATUSES: Readonly<Record<string, CallStatus>> = {
  ringing: 'ringing',
  'in-progress': 'in_progress',
  completed: 'completed',
  'no-answer': 'no_answer',
  busy: 'busy',
  failed: 'failed',
  canceled: 'canceled',
  webhook_error: 'failed',
};

/**
 * `ended_at` makes an end, and with `started_at` beside it a start as well, `status` a status, everything else a start.
 * Null for a status word that nobody knows.
 */
export function translatePatter(body: PatterBody, context: TranslationContext): Translation | null {
  if (body.ended_at !== null && body.ended_at !== undefined) return { fact: 'ended', events: ended(body, context) };
  if (body.status === 'initiated') return { fact: 'initiated', events: [initiated(body, context)] };
  if (body.status) {
    const status = Object.hasOwn(STATUSES, body.status) ? STATUSES[body.status] : undefined;
    return status ? { fact: 'status', events: [statusChanged(body, status, context)] } : null;
  }
  return { fact: 'started', events: [started(body, context)] };
}

function initiated(body: PatterBody, { bodyHash, receivedAt, asSent }: TranslationContext): CallEvent {
  return {
    ...envelopeOf('call.initiated', body, momentMs(body.started_at, receivedAt)),
    id: `patter:${body.call_id}:initiated:${bodyHash}`,
    data: parties(body, asSent),
  };
}

function started(body: PatterBody, { bodyHash, receivedAt, asSent }: TranslationContext): CallEvent {
  return {
    ...envelopeOf('call.started', body, momentMs(body.started_at, receivedAt)),
    id: `patter:${body.call_id}:start:${bodyHash}`,
    data: parties(body, asSent),
  };
}

function statusChanged(body: PatterBody, status: CallStatus, { bodyHash }: TranslationContext): CallEvent {
  return {
    ...envelopeOf('call.status_changed', body, null),
    id: `patter:${body.call_id}:status:${bodyHash}`,
    data: { status, ...(body.status ? { raw_status: body.status } : {}) },
  };
}

function ended(body: PatterBody, context: TranslationContext): CallEvent[] {
  const { bodyHash, receivedAt } = context;
  const endedAt = momentMs(body.ended_at, receivedAt);
  const metrics = body.metrics ?? null;
  const told = lastOfEachNumber(metrics?.turns ?? []);
  const turns = told.map((turn) => translateTurn(body.call_id, turn, receivedAt));
  const costs = metrics ? translateCosts(body.call_id, metrics, bodyHash, endedAt) : [];
  const duration = metrics?.duration_seconds;
  const data: CallEnded['data'] = {
    reason: 'completed',
    ...(duration == null ? {} : { duration_ms: Math.round(duration * 1_000) }),
    report_id: bodyHash,
    turns: told.map((turn) => turn.turn_index),
    report: reportOf(context.asSent),
  };
  return [
    ...(body.started_at == null ? [] : [started(body, context)]),
    ...turns,
    ...costs,
    { ...envelopeOf('call.ended', body, endedAt), id: `patter:${body.call_id}:end:${bodyHash}`, data },
  ];
}

/** One turn has one number: of two with the same, the later one in the body counts, for a correction as for a first telling. */
function lastOfEachNumber(turns: readonly PatterTurn[]): readonly PatterTurn[] {
  const last = new Map(turns.map((turn) => [turn.turn_index, turn]));
  return last.size === turns.length ? turns : [...last.values()];
}

function envelopeOf<T extends NamedEventType>(type: T, body: PatterBody, at: number | null) {
  return {
    type,
    v: currentVersion(type),
    call_id: body.call_id,
    ...(at === null ? {} : { occurred_at: at }),
    source: PATTER_SOURCE,
  } as const;
}

/** The metadata is taken as it was sent: the DTO has lost keys that are named like members of Object. */
function parties(body: PatterBody, asSent: Readonly<Record<string, unknown>>): CallParties {
  const { caller, callee, telephony_provider: carrier } = body;
  const metadata = asSent['custom_params'] as Record<string, unknown> | null | undefined;
  return {
    direction: directionOf(body.direction),
    ...(caller ? { from: caller } : {}),
    ...(callee ? { to: callee } : {}),
    ...(carrier ? { carrier } : {}),
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

function directionOf(word: string | null | undefined): Direction {
  return word === 'inbound' || word === 'outbound' ? word : 'unknown';
}

const REPORTED = ['caller', 'callee', 'direction', 'telephony_provider', 'transcript', 'metrics'] as const;

function reportOf(asSent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const report: Record<string, unknown> = {};
  for (const key of REPORTED) if (asSent[key] !== undefined) report[key] = asSent[key];
  return report;
}
