import fc from 'fast-check';
import { lines } from './lines';

async function all(pieces: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines(pieces)) found.push(line);
  return found;
}

describe('lines', () => {
  it('joins a line that arrives in pieces', async () => {
    expect(await all(['{"a"', ':1}\n{', '"b":2', '}'])).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('does not cut at U+2028, which JSON may hold', async () => {
    expect(await all(['"a\u2028b\u2029c"\n'])).toEqual(['"a\u2028b\u2029c"']);
  });

  it('keeps empty lines, which count for the line numbers', async () => {
    expect(await all(['a\n\n', '\nb\n'])).toEqual(['a', '', '', 'b']);
  });

  it('finds the same lines however the text is cut', async () => {
    const pieces = fc.array(fc.stringMatching(/^[a\n]{0,4}$/));
    await fc.assert(
      fc.asyncProperty(pieces, async (cut) => {
        expect(await all(cut)).toEqual(await all([cut.join('')]));
      }),
    );
  });
});
