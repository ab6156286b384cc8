import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function fingerprintKeyFile(folder: string): string {
  return join(folder, 'fingerprint.key');
}

/** The key of the payload fingerprints. It stands beside the log, never in it, and is made once. */
export function readOrMakeFingerprintKey(folder: string): string {
  const file = fingerprintKeyFile(folder);
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`${file} is not a fingerprint key`);
  return key;
}
