import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { readOrMakeFingerprintKey } from './fingerprint-key';

describe('the fingerprint key', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => removeFolder(folder));

  it('is made once and kept', () => {
    const key = readOrMakeFingerprintKey(folder);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(readOrMakeFingerprintKey(folder)).toBe(key);
  });

  it('differs from log to log', () => {
    const other = tempFolder();
    expect(readOrMakeFingerprintKey(other)).not.toBe(readOrMakeFingerprintKey(folder));
    removeFolder(other);
  });

  it('is never replaced: a damaged one is refused and left as it is', () => {
    const file = join(folder, 'fingerprint.key');
    writeFileSync(file, 'not a key');
    expect(() => readOrMakeFingerprintKey(folder)).toThrow('is not a fingerprint key');
    expect(readFileSync(file, 'utf8')).toBe('not a key');
  });
});
