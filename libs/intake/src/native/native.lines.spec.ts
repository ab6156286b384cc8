import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { LineSplitter, TOO_LONG } from './native.lines';

const MAX = 8;

/** The lines of these pieces, as text. */
function linesOf(pieces: readonly Uint8Array[], max = MAX): string[] {
  const splitter = new LineSplitter(max);
  // A line is a view of its piece, so it is read while the piece is at hand.
  const text = (line: Uint8Array | typeof TOO_LONG) =>
    line === TOO_LONG ? '(too long)' : Buffer.from(line).toString();
  const lines = pieces.flatMap((piece) => [...splitter.push(piece)].map(text));
  const last = splitter.end();
  return last ? [...lines, text(last)] : lines;
}

const inOnePiece = (text: string) => linesOf([Buffer.from(text)]);

describe('LineSplitter', () => {
  it.each([
    ['', []],
    ['\n\n \n\t\r\n', []],
    ['a\nb\n', ['a', 'b']],
    ['a\nb', ['a', 'b']],
    ['a\r\n\r\nb', ['a\r', 'b']],
    ['12345678\nb', ['12345678', 'b']],
    ['123456789\nb\n', ['(too long)', 'b']],
    ['a\n123456789', ['a', '(too long)']],
    ['éééé\nééééé\n', ['éééé', '(too long)']],
  ])('cuts %j', (text, lines) => {
    expect(inOnePiece(text)).toEqual(lines);
  });

  it('cuts alike wherever one piece ends and the next begins', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '\n', '\r\n', ' ', '123456', '👋'), { maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(9), { maxLength: 40 }), (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const pieces: Buffer[] = [];
        let from = 0;
        for (const length of cuts) pieces.push(bytes.subarray(from, (from += length)));
        pieces.push(bytes.subarray(from));
        expect(linesOf(pieces)).toEqual(inOnePiece(parts.join('')));
      }),
      RUNS,
    );
  });

  it('keeps nothing of a line that is too long', () => {
    const splitter = new LineSplitter(MAX);
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 200; i += 1) expect([...splitter.push(Buffer.alloc(1_048_576, 'x'))]).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 * 1_048_576);
    expect([...splitter.push(Buffer.from('\nb\n'))].map((line) => line === TOO_LONG)).toEqual([true, false]);
  });
});
