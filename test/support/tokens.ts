import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningService, startService } from './service';
import { makeTempFolder } from './temp-folder';

/** Tokens of a service that `startWithTokens` has started, by what they allow. */
export const TOKENS = {
  ingest: 'ingest-only-0123456789',
  read: 'read-only-0123456789ab',
  all: 'everything-0123456789a',
} as const;

/** A service that asks for tokens and logs all that it can. */
export async function startWithTokens(...args: string[]): Promise<RunningService> {
  const file = join(await makeTempFolder(), 'tokens');
  const lines = `ingest ${TOKENS.ingest}\nread ${TOKENS.read}\n${TOKENS.all}\n`;
  await writeFile(file, lines, { mode: 0o600 });
  return startService({ args: ['--token-file', file, '--log-level', 'trace', ...args] });
}
