import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type CallEvent, canonicalJson, type StoredEvent } from '@callscope/call-events';
import { splitPersonal } from '../private-fields';

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
  readonly fingerprint: Uint8Array;
}

/** One event as it is read back. */
export interface StoredRow {
  readonly position: number;
  readonly event_id: string;
  readonly call_id: string;
  readonly type: string;
  readonly v: number;
  readonly occurred_at: number | null;
  readonly recorded_at: number;
  readonly source: string | null;
  readonly data: string;
  readonly personal: string | null;
}

const FINGERPRINT_BYTES = 16;

export function encodeEvent(event: CallEvent, fingerprintKey: string): EventRow {
  const { kept, personal } = splitPersonal(event);
  return {
    event_id: event.id,
    call_id: event.call_id,
    type: event.type,
    v: event.v,
    occurred_at: event.occurred_at ?? null,
    source: event.source ? JSON.stringify(event.source) : null,
    data: JSON.stringify(kept),
    personal: personal ? JSON.stringify(personal) : null,
    fingerprint: fingerprint(event, fingerprintKey),
  };
}

/** Key order of `data` is that of its two parts, personal ones last; `report` and texts are given back as they came. */
export function decodeEvent(row: StoredRow): StoredEvent {
  const data = JSON.parse(row.data) as object;
  return {
    position: row.position,
    id: row.event_id,
    type: row.type,
    v: row.v,
    call_id: row.call_id,
    ...(row.occurred_at === null ? {} : { occurred_at: row.occurred_at }),
    recorded_at: row.recorded_at,
    ...(row.source === null ? {} : { source: JSON.parse(row.source) as unknown }),
    data: row.personal === null ? data : { ...data, ...(JSON.parse(row.personal) as object) },
  } as StoredEvent;
}

export function checksum(...parts: readonly (string | number | null)[]): number {
  return crc32(parts.join('\u0000'));
}

/** A keyed hash of what was told: with the key kept apart, it says nothing of a person to who reads the log alone. */
function fingerprint(event: CallEvent, key: string): Uint8Array {
  const payload = `${key}\n${event.type}\n${event.call_id}\n${canonicalJson(event.data)}`;
  return hash('sha256', payload, 'buffer').subarray(0, FINGERPRINT_BYTES);
}
