import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '../events';

const FOLDER = join(__dirname, '../../goldens');

/** Stored events of every version that any build has written, by the name of the version, as `v1`. Never changed. */
export function goldensByVersion(): ReadonlyMap<string, readonly StoredEvent[]> {
  const files = readdirSync(FOLDER).filter((name) => /^v\d+\.jsonl$/.test(name));
  return new Map(files.map((name) => [name.replace('.jsonl', ''), events(name)]));
}

/** What each golden event is expected to be today, whatever its version. */
export function goldensToday(): readonly StoredEvent[] {
  return events('current.jsonl');
}

function events(name: string): StoredEvent[] {
  const lines = readFileSync(join(FOLDER, name), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StoredEvent);
}
