import type { Database } from 'better-sqlite3';
import { DamagedLogError } from '../errors';
import { alteredRow, BASELINE_COLUMNS, type BaselineTableRow, isIntact, wrongCount } from './baseline-rows';
import { knowsOfTrimming, readTrimState } from './trim-state';
import { trimmedCallChecksum } from './trimmed-calls';

/** What is kept of trimmed calls, and what is wrong with it. */
export interface TrimmingLook {
  /** Rows of the baseline that are as they were stored. */
  readonly baselineRows: number;
  readonly trimmedCalls: number;
  readonly flaws: readonly string[];
}

export const NOTHING_KEPT: TrimmingLook = { baselineRows: 0, trimmedCalls: 0, flaws: [] };

/** @throws DamagedLogError when it does not even say what was trimmed. */
export function lookAtTrimming(db: Database): TrimmingLook {
  if (!knowsOfTrimming(db)) return NOTHING_KEPT;
  // At one moment: the service may trim meanwhile.
  return db.transaction(() => {
    const state = readTrimState(db);
    const flaws: string[] = [];
    let rows = 0;
    for (const row of db.prepare<[], BaselineTableRow>(`SELECT ${BASELINE_COLUMNS}`).iterate()) {
      rows += 1;
      if (!isIntact(row)) flaws.push(alteredRow(row));
    }
    const baselineRows = rows - flaws.length;
    if (rows !== state.baselineRows) flaws.push(wrongCount(rows, state.baselineRows));
    const trimmedCalls = intactHashes(db);
    if (trimmedCalls !== state.calls) {
      flaws.push(`of ${state.calls} trimmed calls it knows ${trimmedCalls}`);
    }
    return { baselineRows, trimmedCalls, flaws };
  })();
}

/** @throws DamagedLogError when anything of it is not as it was stored. */
export function checkTrimming(db: Database): void {
  const [flaw] = lookAtTrimming(db).flaws;
  if (flaw !== undefined) throw new DamagedLogError(flaw);
}

function intactHashes(db: Database): number {
  let intact = 0;
  const hashes = db.prepare<[], { hash: string; checksum: number }>(
    'SELECT lower(hex(call)) AS hash, checksum FROM trimmed',
  );
  for (const { hash, checksum } of hashes.iterate()) intact += trimmedCallChecksum(hash) === checksum ? 1 : 0;
  return intact;
}
