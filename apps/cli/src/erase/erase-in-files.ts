import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { numberOf, tellsOfNumber } from '@callscope/call-state';
import { removeQuarantined, SqliteEventLog } from '@callscope/event-log';
import type { Target } from './erase-options';
import type { EraseResult } from './erase-result';

const PAGE_EVENTS = 1_000;
const VIEWS = /^views(-[a-z]+)*(\.next)?\.sqlite(-wal|-shm)?$/;

/**
 * Erases in a folder that no service has open. Its read models go as a whole: the next start makes them anew.
 * @returns null when there is no such call.
 * @throws FolderInUseError, DamagedLogError, StorageUnavailableError
 */
export async function eraseInFiles(data: string, target: Target): Promise<EraseResult | null> {
  const log = await SqliteEventLog.open({ folder: data });
  try {
    const callIds = 'call_id' in target ? [target.call_id] : callsOf(log, target.number);
    if (callIds.some((callId) => log.readCall(callId).length === 0)) return null;
    let events = 0;
    if (callIds.length > 0) {
      // First: they can be made anew, and whoever is stopped in between has lost nothing.
      for (const name of readdirSync(data)) if (VIEWS.test(name)) rmSync(join(data, name));
      for (const callId of callIds) events += await log.erase(callId, true);
      removeQuarantined(data);
      await log.scrub();
    }
    return { call_ids: callIds, events };
  } finally {
    await log.close();
  }
}

/** Without the index of the service: all of the log is read. */
function callsOf(log: SqliteEventLog, number: string): string[] {
  const digits = numberOf(number);
  const found = new Set<string>();
  for (let position = 0; digits !== null && position < log.head;) {
    const page = log.read(position, PAGE_EVENTS);
    for (const event of page) {
      if (tellsOfNumber(event, digits)) found.add(event.call_id);
    }
    position = page.at(-1)?.position ?? log.head;
  }
  return [...found].sort();
}
