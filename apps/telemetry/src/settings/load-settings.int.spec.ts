import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadedSettings, loadSettings } from './load-settings';
import { readSettings } from './read-settings';
import { BadSettingError, SCOPES } from './settings';

const TOKEN = 'k33p-this-to-y0urself';
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callscope-test-'));
  file = join(folder, 'tokens');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function load(...args: string[]): LoadedSettings {
  const wish = readSettings(args, {});
  if (wish.kind !== 'run') throw new Error('it was asked for help');
  return loadSettings(wish.given);
}

function complaint(path: string): string {
  try {
    load('--token-file', path);
  } catch (error) {
    if (error instanceof BadSettingError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

it('asks for no token when no file is named', () => {
  const { settings, news, warnings } = load();
  expect({ tokens: settings.tokens, news, warnings }).toEqual({ tokens: [], news: null, warnings: [] });
});

it('takes the tokens of the file', () => {
  writeFileSync(file, `ingest ${TOKEN}\n`, { mode: 0o600 });
  const { settings, news, warnings } = load('--token-file', file);
  expect(settings.tokens).toEqual([{ scopes: ['ingest'], token: TOKEN }]);
  expect({ news, warnings }).toEqual({ news: null, warnings: [] });
});

it('makes a missing file, for its owner alone, and tells the token this one time', () => {
  const first = load('--token-file', file);
  const token = readFileSync(file, 'utf8').trimEnd();
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(first.settings.tokens).toEqual([{ scopes: SCOPES, token }]);
  expect(first.news).toBe(`a token was made and stands in ${file}: ${token}`);
  expect(load('--token-file', file)).toEqual({ ...first, news: null });
});

it('makes another token each time', () => {
  const made = ['a', 'b'].map((name) => load('--token-file', join(folder, name)).settings.tokens[0]?.token);
  expect(new Set(made).size).toBe(2);
});

it.each([
  [0o644, '0644'],
  [0o640, '0640'],
  [0o602, '0602'],
])('warns when others can get at the file, mode %o', (mode, octal) => {
  writeFileSync(file, TOKEN);
  chmodSync(file, mode);
  const { warnings } = load('--token-file', file);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(octal);
  expect(warnings[0]).not.toContain(TOKEN);
});

it('names the flag, the file and the line of what is wrong, never the token', () => {
  writeFileSync(file, `# ours\nwrite ${TOKEN}\n`);
  expect(complaint(file)).toMatch(/^--token-file ".*tokens" line 2: scopes are of/);
  expect(complaint(file)).not.toContain(TOKEN);
});

it('does not take an empty file for a missing one', () => {
  writeFileSync(file, '');
  expect(complaint(file)).toContain('holds no token');
  expect(readFileSync(file, 'utf8')).toBe('');
});

it('says why a file can be neither read nor made', () => {
  mkdirSync(file);
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
  writeFileSync(join(folder, 'plain'), TOKEN);
  writeFileSync(join(folder, 'large'), `#${' '.repeat(2_000_000)}\n${TOKEN}`);
  expect(complaint(file)).toContain('is a folder');
  expect(complaint(join(folder, 'missing/tokens'))).toContain('is in a folder that does not exist');
  expect(complaint(join(folder, 'plain/tokens'))).toContain('is in a folder that does not exist');
  expect(complaint(join(folder, 'link'))).toContain('leads to no file');
  expect(complaint(join(folder, 'large'))).toContain('is too large');
});

it('hands on the folder of call logs as it was given', () => {
  const { settings, warnings } = load('--patter-log-dir', 'auto');
  expect([settings.patterLogDir, warnings]).toEqual(['auto', []]);
});

it.each([
  [[], 'off'],
  [['--host', '::1'], 'off'],
  [['--host', '0.0.0.0'], 'phones'],
  [['--host', '0.0.0.0', '--mask', 'off'], 'off'],
  [['--mask', 'phones+text'], 'phones+text'],
])('masks phone numbers where others can come in, unless told otherwise: %j', (args, mask) => {
  expect(load('--token-file', file, ...args).settings.mask).toBe(mask);
});
