import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder, makeFolder } from './data-folder';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'data-folder-'));
  writeFileSync(join(place, 'file'), '');
  symlinkSync('missing', join(place, 'leads-nowhere'));
});
afterEach(() => {
  rmSync(place, { recursive: true });
});

it('makes a folder with all that it is in, for its owner alone, and leaves one that is there', () => {
  const folder = dataFolder(join(place, 'a/b/c'));
  makeFolder(folder);
  makeFolder(folder);
  for (const path of ['a', 'a/b', 'a/b/c']) expect(statSync(join(place, path)).mode & 0o777).toBe(0o700);
});

it.each(['file', 'file/below', 'leads-nowhere', 'leads-nowhere/below'])('says why there can be none: %s', (path) => {
  const folder = dataFolder(join(place, path));
  expect(() => {
    makeFolder(folder);
  }).toThrow(expect.objectContaining({ code: 'bad_folder', message: expect.stringContaining(folder.path) as string }));
});
