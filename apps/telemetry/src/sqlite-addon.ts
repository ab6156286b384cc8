import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What an object of the addon calls when it is collected, where it was compiled with the headers of Node 24.19 or later. */
const CALLED_WHEN_COLLECTED = 'RemoveEnvironmentCleanupHook';
/** The line that has the headers without the runtime for them (nodejs/node#65446); Node 26 has both. */
const WITHOUT_THE_RUNTIME = 24;

/**
 * Node 24 ends itself when it collects an object of better-sqlite3 12 as compiled with its headers since 24.19, within
 * seconds under load. The ready-made addon is older and sound, so only the file itself can tell.
 *
 * @returns what to warn of, or null.
 */
export function warningOfAddon(nodeVersion: string, addon: () => Buffer): string | null {
  if (Number.parseInt(nodeVersion, 10) !== WITHOUT_THE_RUNTIME || !addon().includes(CALLED_WHEN_COLLECTED)) return null;
  return (
    `Node ${nodeVersion} will abort this service: better-sqlite3 was compiled with headers of Node 24.19 or later. ` +
    'Use Node 20, 22 or 26; what was answered is on the disk'
  );
}

export function readSqliteAddon(): Buffer {
  const home = dirname(require.resolve('better-sqlite3/package.json'));
  return readFileSync(join(home, 'build/Release/better_sqlite3.node'));
}
