import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseTokens } from './parse-tokens';
import { type AccessToken, BadSettingError, SCOPES } from './settings';

/** What the token file says. */
export interface TokenFile {
  readonly tokens: readonly AccessToken[];
  /** The file was missing: this is the token it holds now, to be told once. */
  readonly made: string | null;
  /** Sentences for the log. */
  readonly warnings: readonly string[];
}

const TOKEN_BYTES = 32;
const OTHERS = 0o077;
const MAX_BYTES = 1_048_576;

/**
 * Reads the token file, or makes it with one token of all scopes when there is none.
 * @throws BadSettingError that names the flag and, where it is about one, the line; never the token.
 */
export function openTokenFile(file: string): TokenFile {
  return read(file) ?? make(file) ?? read(file) ?? fail(file, 'leads to no file');
}

/** Null: there is no such file. */
function read(file: string): TokenFile | null {
  const opened = inWords(file, 'read', 'ENOENT', () => openSync(file, 'r'));
  if (opened === null) return null;
  try {
    const about = fstatSync(opened);
    if (about.isDirectory()) fail(file, 'is a folder');
    if (about.size > MAX_BYTES) fail(file, 'is too large for a file of tokens');
    const text = inWords(file, 'read', null, () => readFileSync(opened, 'utf8')) ?? '';
    const tokens = parseTokens(text, (what) => fail(file, what));
    return { tokens, made: null, warnings: about.isFile() ? warningsOf(file, about.mode) : [] };
  } finally {
    closeSync(opened);
  }
}

/** Null: somebody else made it in the meantime. */
function make(file: string): TokenFile | null {
  const opened = inWords(file, 'made', 'EEXIST', () => openSync(file, 'wx', 0o600));
  if (opened === null) return null;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  try {
    inWords(file, 'written', null, () => {
      writeFileSync(opened, `${token}\n`);
      fsyncSync(opened);
    });
  } catch (error) {
    // A file without its token would stop the next start.
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(opened);
  }
  return { tokens: [{ scopes: SCOPES, token }], made: token, warnings: [] };
}

/** Modes say nothing on Windows. */
function warningsOf(file: string, mode: number): string[] {
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return [];
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  return [`--token-file "${file}" can be read or changed by others (mode ${octal}): chmod 600 makes it yours alone`];
}

/** Null: the error with the code `expected` came up. */
function inWords<T>(file: string, done: string, expected: string | null, doIt: () => T): T | null {
  try {
    return doIt();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === expected) return null;
    return fail(file, WORDS.get(code) ?? `cannot be ${done} (${code})`);
  }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'is in a folder that does not exist'],
  ['ENOTDIR', 'is in a folder that does not exist'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'may not be read or made by this user'],
]);

function fail(file: string, what: string): never {
  throw new BadSettingError(`--token-file "${file}" ${what}`);
}
