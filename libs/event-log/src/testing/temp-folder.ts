import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventLog } from '../sqlite/sqlite-event-log';
import type { TestStore } from './log-under-test';

/** A folder of its own for a test. */
export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'callscope-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A SQLite log in a folder of its own. */
export function sqliteStore(): TestStore {
  const folder = tempFolder();
  return { open: () => SqliteEventLog.open({ folder }), remove: () => removeFolder(folder) };
}
