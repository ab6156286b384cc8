import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { readRememberedHead, RememberedHead } from './remembered-head';

describe('the remembered head', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = tempFolder();
    file = join(folder, 'head.json');
  });
  afterEach(() => removeFolder(folder));

  function write(...heads: number[]): void {
    const remembered = new RememberedHead(file, { logId: 'abcdefgh', head: 0 });
    for (const head of heads) remembered.keep(head);
    remembered.close();
  }

  it('is what was kept last', () => {
    write(999_999_999, 7);
    expect(readRememberedHead(file)).toEqual({ logId: 'abcdefgh', head: 7 });
  });

  it('is written over itself, for its owner alone: it takes no room that a full disk has not', () => {
    write(1);
    const { ino, size } = statSync(file);
    write(2, Number.MAX_SAFE_INTEGER);
    expect(statSync(file)).toMatchObject({ ino, size });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readRememberedHead(file)?.head).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('is nothing when there is no file', () => {
    expect(readRememberedHead(file)).toBeNull();
    expect(existsSync(file)).toBe(false);
  });

  it('is nothing when any byte of what it says was changed', () => {
    write(1_234);
    const whole = readFileSync(file);
    for (let at = 0; at < whole.toString().trimEnd().length; at++) {
      const altered = Buffer.from(whole);
      altered[at]! ^= 1;
      writeFileSync(file, altered);
      expect(readRememberedHead(file)).toBeNull();
    }
  });

  it('is nothing when it was cut', () => {
    write(1_234);
    truncateSync(file, 30);
    expect(readRememberedHead(file)).toBeNull();
  });

  it('says how long the disk takes', () => {
    const remembered = new RememberedHead(file, { logId: 'abcdefgh', head: 5 });
    expect(remembered.measureSyncMs(5)).toBeGreaterThan(0);
    remembered.close();
    expect(readRememberedHead(file)?.head).toBe(5);
  });
});
