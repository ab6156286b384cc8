import { existsSync, readFileSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { eventAsStored } from '../encoding/event-row';
import { fingerprint } from '../encoding/fingerprint';
import { DamagedLogError } from '../errors';
import { checkFile, checkFrame } from './check-log';
import { lookAtTrimming, NOTHING_KEPT } from './check-trimming';
import { dataFolder } from './data-folder';
import { fingerprintKeyFile } from './fingerprint-key';
import { GapTable } from './gap-table';
import { LogReader } from './log-reader';
import { type LogState, readRememberedHead } from './remembered-head';
import { isDamage, textOf } from './sqlite-errors';

/** What a whole look at a log has found. */
export interface VerifyResult extends LogState {
  /** Events that are as they were stored. */
  readonly events: number;
  readonly calls: number;
  /** Calls that have left, and the rows that are kept of all of them. */
  readonly trimmedCalls: number;
  readonly baselineRows: number;
  /** What is wrong, each in one clause; at most `MAX_FLAWS`. Empty = nothing. */
  readonly flaws: readonly string[];
}

export const MAX_FLAWS = 100;

const PAGE_EVENTS = 1_000;

/**
 * Looks at everything in a log, by reading only: pages, indexes, every checksum, every fingerprint, and that no position
 * is missing. The service may run meanwhile; what is committed after the beginning is not looked at.
 * @throws DamagedLogError when it cannot even be read as a log, and Error when there is none.
 */
export function verifyLog(path: string): VerifyResult {
  const folder = dataFolder(path);
  if (!existsSync(folder.log)) throw new Error(`there is no event log in ${folder.path}`);
  // Before the log's own: it is written after each commit, and so never ahead of what is read next.
  const remembered = readRememberedHead(folder.rememberedHead);
  const result = verifyFile(folder.log, fingerprintKeyFile(folder.path));
  if (remembered === null || remembered.logId !== result.logId || remembered.head <= result.head) return result;
  const lost = `${remembered.head - result.head} positions at the end are missing`;
  return { ...result, flaws: [lost, ...result.flaws] };
}

/** As `verifyLog`, of one file. */
export function verifyFile(file: string, keyFile: string): VerifyResult {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    const state = checkFrame(db);
    const flaws: string[] = [];
    noting(flaws, () => {
      checkFile(db);
    });
    const key = existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : null;
    const events = verifyEvents(db, state.head, key, flaws);
    const calls = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM streams').get()?.n ?? 0;
    const { trimmedCalls, baselineRows, flaws: ofTrimming } = noting(flaws, () => lookAtTrimming(db)) ?? NOTHING_KEPT;
    const all = [...flaws, ...ofTrimming].slice(0, MAX_FLAWS);
    return { ...state, events, calls, trimmedCalls, baselineRows, flaws: all };
  } finally {
    db.close();
  }
}

function verifyEvents(db: Database, head: number, key: string | null, flaws: string[]): number {
  const reader = new LogReader(db);
  const print = db.prepare<[number], { print: string | null }>(
    'SELECT lower(hex(fingerprint)) AS print FROM events WHERE position = ? AND fingerprint IS NOT NULL',
  );
  const verify = (after: number, upTo: number): number => {
    const { rows, isLast } = reader.rows(after, upTo, upTo - after);
    for (const row of rows) {
      const kept = key === null ? undefined : print.get(row.position);
      if (kept && key !== null && kept.print !== fingerprint(eventAsStored(row), key)) {
        throw new DamagedLogError(`the fingerprint of position ${row.position} was altered`);
      }
    }
    const last = rows.at(-1)?.position ?? upTo;
    return rows.length + (isLast || last >= upTo ? 0 : verify(last, upTo));
  };
  const gaps = new GapTable(db);
  let intact = 0;
  for (let after = 0; after < head && flaws.length < MAX_FLAWS; after += PAGE_EVENTS) {
    // Nothing stands in a gap, however long it is.
    after = Math.min(head, gaps.between(after, after + 1).next(after) - 1);
    const upTo = Math.min(head, after + PAGE_EVENTS);
    const verified = noting([], () => verify(after, upTo));
    if (verified !== null) intact += verified;
    // Something is wrong in this page: what, position by position.
    else for (let at = after; at < upTo; at++) intact += noting(flaws, () => verify(at, at + 1)) ?? 0;
  }
  return intact;
}

function noting<T>(flaws: string[], look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof DamagedLogError) flaws.push(error.reason);
    else if (isDamage(error)) flaws.push(textOf(error));
    else throw error;
    return null;
  }
}
