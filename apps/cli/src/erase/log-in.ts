import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The name of the log in a folder, as its remembered head tells it; empty when it tells none. Null: there is no log. */
export function logIn(folder: string): string | null {
  if (!existsSync(join(folder, 'events.sqlite'))) return null;
  try {
    const { log } = JSON.parse(readFileSync(join(folder, 'head.json'), 'utf8')) as { log?: unknown };
    return typeof log === 'string' ? log : '';
  } catch {
    return '';
  }
}
