import { eventChecksum, privateChecksum } from '../encoding/checksum';
import { Personal, type StoredRow } from '../encoding/event-row';
import { DamagedLogError } from '../errors';

/** A row with the checksums that were stored with it. */
export interface CheckedRow extends StoredRow {
  readonly checksum: number;
  readonly personal_checksum: number | null;
}

/** @throws DamagedLogError that names the position, when the row is not as it was stored. */
export function assertIntact(row: CheckedRow): void {
  if (eventChecksum(row) !== row.checksum)
    throw new DamagedLogError(`the event at position ${row.position} was altered`);
  const wanted = row.has_personal === Personal.Kept;
  if (wanted !== (row.personal !== null)) {
    throw new DamagedLogError(
      `the personal part of position ${row.position} is ${wanted ? 'missing' : 'there and should not be'}`,
    );
  }
  if (row.personal !== null && privateChecksum(row.position, row.personal) !== row.personal_checksum) {
    throw new DamagedLogError(`the personal part of position ${row.position} was altered`);
  }
}

export function missing(position: number): DamagedLogError {
  return new DamagedLogError(`position ${position} is missing`);
}
