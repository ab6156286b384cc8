import {
  type CallEvent,
  currentVersion,
  type EventSource,
  isObject,
  OWN_TYPES,
  specOf,
  type TranscriptPartialData,
} from '@callscope/call-events';
import { bodyHash, isSafeId, type Refusal, SAFE_ID_RULE, treeRefusal } from '../kernel';
import { EVENT_TOO_LARGE, MAX_EVENT_BYTES } from './native.limits';
import { OCCURRED_AT_RULE, occurredAtMs } from './native.occurred-at';
import { PARTIAL_TYPE, partialSpec } from './native.partial';
import { readSource } from './native.source';
import { translateData } from './native.translate';

/** Ids of what the service itself writes, which nobody may take from it. */
export const OWN_ID_PREFIX = 'callscope:';

/** Words while they are being recognised: shown to who looks on, in no log and without an id. */
export interface TranscriptPartial {
  readonly type: typeof PARTIAL_TYPE;
  readonly call_id: string;
  /** Epoch ms. */
  readonly occurred_at?: number;
  readonly source: EventSource;
  readonly data: TranscriptPartialData;
}

export interface ReadingContext {
  /** Our clock, in epoch ms. */
  readonly now: number;
  /** The event is known to be small enough: its bytes need not be counted. */
  readonly isSmall: boolean;
}

/** An event of the log, words in passing, or a refusal (which alone has a `code`). */
export type Reading = CallEvent | TranscriptPartial | Refusal;

export function isRefusal(reading: Reading): reading is Refusal {
  return 'code' in reading;
}

/** Parsed JSON of one event to the event that is stored. Refuses by value: most callers send many at once. */
export function readEvent(sent: unknown, { now, isSmall }: ReadingContext): Reading {
  if (!isObject(sent)) return { code: 'not_an_object', message: 'an event must be a JSON object' };
  const refusal = treeRefusal(sent) ?? (isSmall ? null : sizeRefusal(sent)) ?? nameRefusal(sent);
  if (refusal) return refusal;
  const { id, type, call_id, occurred_at: occurredAt = null } = sent as unknown as Named;
  const at = occurredAt === null ? null : occurredAtMs(occurredAt, now);
  if (occurredAt !== null && at === null) return invalid('occurred_at', OCCURRED_AT_RULE);
  const source = readSource(sent['source']);
  if ('message' in source) return invalid(source.field, source.message);
  const spec = type === PARTIAL_TYPE ? partialSpec : specOf(type);
  if (!spec) return unknownType('names no type of event');
  const translated = translateData({ type, data: sent['data'], turn: sent['turn'] }, spec);
  if ('flaw' in translated) return invalid(translated.flaw.field, translated.flaw.message);
  const { data } = translated;
  const facts = at === null ? { type, call_id, data } : { type, call_id, occurred_at: at, data };
  if (type === PARTIAL_TYPE) return { ...facts, source } as unknown as TranscriptPartial;
  return stored(id ?? derivedId(facts), facts, source);
}

/** What `nameRefusal` has found good. */
interface Named {
  readonly id?: string | null;
  readonly type: string;
  readonly call_id: string;
  readonly occurred_at?: unknown;
}

/** Looks at what names the event: its ids, its type and version. */
function nameRefusal({
  id = null,
  type,
  call_id: callId,
  v = null,
}: Readonly<Record<string, unknown>>): Refusal | null {
  if (id !== null && !isSafeId(id)) return invalid('id', SAFE_ID_RULE);
  if (id?.startsWith(OWN_ID_PREFIX)) return invalid('id', `must not begin with ${OWN_ID_PREFIX}`);
  if (!isSafeId(callId)) return invalid('call_id', callId == null ? 'is required' : SAFE_ID_RULE);
  if (typeof type !== 'string') return invalid('type', type == null ? 'is required' : 'must be a text');
  if (OWN_TYPES.has(type)) return unknownType('is written by the service itself');
  return v === null || v === currentVersion(type) ? null : invalid('v', `must be ${currentVersion(type)}`);
}

interface Facts {
  readonly type: string;
  readonly call_id: string;
  readonly occurred_at?: number;
  readonly data: object;
}

function stored(id: string, facts: Facts, source: EventSource): CallEvent {
  const { type, call_id, occurred_at, data } = facts;
  const v = currentVersion(type);
  const event =
    occurred_at === undefined
      ? { id, type, v, call_id, source, data }
      : { id, type, v, call_id, occurred_at, source, data };
  return event as unknown as CallEvent;
}

/** The same fact told twice without an id is one event: the id is made of all that it says, and of when. */
function derivedId(facts: Facts): string {
  return `native:${facts.call_id}:${bodyHash(facts)}`;
}

function sizeRefusal(event: object): Refusal | null {
  if (Buffer.byteLength(JSON.stringify(event)) <= MAX_EVENT_BYTES) return null;
  return { code: 'event_too_large', message: EVENT_TOO_LARGE };
}

function unknownType(message: string): Refusal {
  return { code: 'unknown_type', field: 'type', message: `type ${message}` };
}

function invalid(field: string, rule: string): Refusal {
  return { code: 'invalid_field', field, message: `${field} ${rule}` };
}
