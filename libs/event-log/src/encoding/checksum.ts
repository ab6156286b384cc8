import { crc32 } from 'node:zlib';
import type { StoredRow } from './event-row';

/** CRC-32 of fields: it finds what a disk or a cable does to them, not what a person does on purpose. */
export function checksum(...fields: readonly (string | number | null)[]): number {
  return crc32(fields.join('\u0000'));
}

/** Covers the row of an event and the name of its call, and whether a private row belongs to it; no other row. */
export function eventChecksum(row: Omit<StoredRow, 'personal'>): number {
  return checksum(
    row.position,
    row.event_id,
    row.call_id,
    row.type,
    row.v,
    row.occurred_at,
    row.recorded_at,
    row.source,
    row.data,
    row.has_personal,
  );
}

export function privateChecksum(position: number, data: string): number {
  return checksum(position, data);
}
