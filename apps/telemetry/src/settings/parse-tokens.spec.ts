import { parseTokens } from './parse-tokens';
import { SCOPES } from './settings';

const A = 'aaaaaaaaaaaaaaaa';
const B = 'b!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const SECRET = 'k33p-this-to-y0urself';

function parse(text: string): ReturnType<typeof parseTokens> {
  return parseTokens(text, (what) => {
    throw new Error(what);
  });
}

it.each([
  ['a token alone is of all scopes', A, [{ scopes: SCOPES, token: A }]],
  ['a token may have one scope', `ingest ${B}`, [{ scopes: ['ingest'], token: B }]],
  ['or several, each once', `read,ingest,read ${A}`, [{ scopes: ['read', 'ingest'], token: A }]],
  ['blanks around do not count', `  admin\t \t${A} \n`, [{ scopes: ['admin'], token: A }]],
  ['a hash sign within is a part of it', `${A}#1`, [{ scopes: SCOPES, token: `${A}#1` }]],
  ['512 characters are not too many', 'x'.repeat(512), [{ scopes: SCOPES, token: 'x'.repeat(512) }]],
])('%s', (_, text, tokens) => {
  expect(parse(text)).toEqual(tokens);
});

it('skips blank lines, remarks and the mark of an editor, and takes any kind of line end', () => {
  const text = `\uFEFF# ours\r\n\r\n  # of ${SECRET}\r\n${A}\n\nread ${B}\r`;
  expect(parse(text).map(({ token }) => token)).toEqual([A, B]);
});

it.each([
  ['', 'holds no token'],
  ['# none yet\n\n', 'holds no token'],
  [`${A}\nshort`, 'line 2: a token has 16 to 512'],
  ['x'.repeat(15), 'line 1: a token has 16 to 512'],
  ['x'.repeat(513), 'line 1: a token has 16 to 512'],
  [`${A}é`, 'line 1: a token has 16 to 512'],
  [`${A}\0`, 'line 1: a token has 16 to 512'],
  ['read', 'line 1: a token has 16 to 512'],
  [`# one\n\nwrite ${SECRET}`, 'line 3: scopes are of ingest, read, admin'],
  [`${SECRET} ${SECRET}1`, 'line 1: scopes are of ingest, read, admin'],
  [`Read ${SECRET}`, 'line 1: scopes are of'],
  [`read, ${SECRET}`, 'line 1: scopes are of'],
  [`toString ${SECRET}`, 'line 1: scopes are of'],
  [`read, ingest ${SECRET}`, 'line 1: must be a token, or scopes joined by commas'],
  [`${SECRET}\nread ${A}\n\ningest ${SECRET}`, 'line 4: the token of line 1 again'],
])('says what is wrong and where, but no word of the file: %j', (text, what) => {
  let said = '';
  try {
    parse(text);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said.startsWith(what)).toBe(true);
  for (const word of text.split(/\s+/).filter(({ length }) => length > 7)) expect(said).not.toContain(word);
});
