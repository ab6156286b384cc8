import { type AccessToken, type Scope, SCOPES } from './settings';

/** Visible ASCII: what a header carries unchanged. */
const TOKEN = /^[!-~]{16,512}$/;

/**
 * The tokens of a file's text: on each line a token of all scopes, or its scopes and the token.
 * @param fail told what is wrong and in which line, never with words of the file: they may be a token.
 */
export function parseTokens(text: string, fail: (what: string) => never): AccessToken[] {
  const lineOf = new Map<string, number>();
  const tokens = text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => {
      const access = parseLine(line, (what) => fail(`line ${number}: ${what}`));
      const former = lineOf.get(access.token);
      if (former !== undefined) fail(`line ${number}: the token of line ${former} again`);
      lineOf.set(access.token, number);
      return access;
    });
  if (tokens.length === 0) fail('holds no token: one on a line, of 16 to 512 characters');
  return tokens;
}

function parseLine(line: string, fail: (what: string) => never): AccessToken {
  const words = line.split(/\s+/);
  if (words.length > 2) fail('must be a token, or scopes joined by commas, a blank and a token');
  const [token = '', scopes] = words.reverse();
  if (!TOKEN.test(token)) fail('a token has 16 to 512 visible ASCII characters and no blanks');
  return { scopes: scopes === undefined ? SCOPES : parseScopes(scopes, fail), token };
}

function parseScopes(text: string, fail: (what: string) => never): Scope[] {
  const scopes = text.split(',').map((word) => SCOPES.find((scope) => scope === word));
  return [...new Set(scopes.map((scope) => scope ?? fail(`scopes are of ${SCOPES.join(', ')}, joined by commas`)))];
}
