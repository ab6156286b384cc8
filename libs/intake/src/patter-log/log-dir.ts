import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where a home is, and what the system says about it. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The folder that somebody names, by the rules of the SDK's `PATTER_LOG_DIR`: `auto` is its default place. */
export function logDir(given: string, { platform, home, env }: Surroundings): string {
  if (given.trim().toLowerCase() !== 'auto') return given.startsWith('~') ? join(home, given.slice(1)) : given;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'patter');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'patter');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'patter');
}

/** The same, whole, for who runs this. */
export function logDirHere(given: string): string {
  const { platform, env } = process;
  return resolve(logDir(given, { platform, env, home: homedir() }));
}
