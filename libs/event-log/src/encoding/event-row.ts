import { type CallEvent, type EventSource, type StoredEvent, upcast } from '@callscope/call-events';
import { splitPersonal } from '../private-fields';
import { fingerprint } from './fingerprint';

/** One event as it goes to the writer: everything but position, stream number and time of recording. */
export interface EventRow {
  readonly event_id: string;
  readonly call_id: string;
  readonly type: string;
  readonly v: number;
  readonly occurred_at: number | null;
  readonly source: string | null;
  readonly data: string;
  readonly personal: string | null;
  /** Hexadecimal. */
  readonly fingerprint: string;
}

/** Whether something that tells of a person belongs to an event. */
export const Personal = { None: 0, Kept: 1, Erased: 2 } as const;
export type Personal = (typeof Personal)[keyof typeof Personal];

/** One event as it stands in the log. */
export interface StoredRow extends Omit<EventRow, 'fingerprint' | 'personal'> {
  readonly position: number;
  readonly recorded_at: number;
  readonly has_personal: Personal;
  readonly personal: string | null;
}

/** `told`: the event before anything of it was masked. */
export function encodeEvent(event: CallEvent, fingerprintKey: string, told = event): EventRow {
  const { kept, personal } = splitPersonal(event);
  return {
    event_id: event.id,
    call_id: event.call_id,
    type: event.type,
    v: event.v,
    occurred_at: event.occurred_at ?? null,
    source: event.source ? textOfSource(event.source) : null,
    data: kept,
    personal,
    fingerprint: fingerprint(told, fingerprintKey),
  };
}

let lastWritten = { source: {} as EventSource, text: '{}' };

/** The text of the source that was written last is known: nobody writes into events. */
function textOfSource(source: EventSource): string {
  if (source !== lastWritten.source) lastWritten = { source, text: JSON.stringify(source) };
  return lastWritten.text;
}

/**
 * Any row of the log in the current form of its type: who reads events knows of no other. This is the one place where
 * older versions are taken up.
 * @throws UnknownVersionError when a newer build has written it.
 */
export function decodeEvent(row: StoredRow): StoredEvent {
  return upcast(eventAsStored(row));
}

/**
 * In the version in which it was stored, which is what its fingerprint is of. Key order of `data` is that of its two
 * parts, personal ones last; `report` and texts are given back as they came.
 */
export function eventAsStored(row: StoredRow): StoredEvent {
  return {
    position: row.position,
    id: row.event_id,
    type: row.type,
    v: row.v,
    call_id: row.call_id,
    ...(row.occurred_at === null ? {} : { occurred_at: row.occurred_at }),
    recorded_at: row.recorded_at,
    ...(row.source === null ? {} : { source: sourceOf(row.source) }),
    ...(row.has_personal === Personal.Erased ? { erased: true } : {}),
    data: JSON.parse(joined(row.data, row.personal)) as object,
  } as StoredEvent;
}

let lastSource = { text: '', source: undefined as unknown };

/** Event after event has the same one, and nobody writes into events: it is parsed once. */
function sourceOf(text: string): unknown {
  if (text !== lastSource.text) lastSource = { text, source: Object.freeze(JSON.parse(text)) as unknown };
  return lastSource.source;
}

/** Two JSON objects without a common field as one: half the work of putting them together after parsing. */
function joined(data: string, personal: string | null): string {
  if (personal === null || personal === '{}') return data;
  return data === '{}' ? personal : `${data.slice(0, -1)},${personal.slice(1)}`;
}

/** The row of an event that was just stored, as a read would give it. */
export function storedRow(row: EventRow, position: number, recordedAt: number): StoredRow {
  return {
    position,
    event_id: row.event_id,
    call_id: row.call_id,
    type: row.type,
    v: row.v,
    occurred_at: row.occurred_at,
    recorded_at: recordedAt,
    source: row.source,
    data: row.data,
    has_personal: row.personal === null ? Personal.None : Personal.Kept,
    personal: row.personal,
  };
}
