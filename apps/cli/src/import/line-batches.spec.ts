import { EVENT_LIMITS } from './send-events';
import { lineBatches } from './line-batches';

interface Asked {
  readonly maxLineBytes?: number;
  readonly items?: number;
  readonly firstLine?: number;
  readonly isLive?: boolean;
}

/** Batches as texts with their line numbers, refused lines as `!`. */
async function read(pieces: readonly string[], { firstLine = 1, isLive = false, ...limits }: Asked = {}) {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield Buffer.from(piece, 'latin1');
  }
  const found: { lines: string[]; line: number; offset: number }[] = [];
  const asked = { from: { line: 0, offset: 0 }, firstLine, isLive, done: () => 0 };
  for await (const batch of lineBatches(bytes(), { ...asked, limits: { ...EVENT_LIMITS, ...limits } })) {
    const lines = [
      ...batch.items.map(({ line, bytes: of }) => `${line} ${Buffer.from(of).toString('latin1')}`),
      ...batch.refused.map(({ line }) => `${line} !`),
    ];
    found.push({ lines, ...batch.end });
  }
  return found;
}

describe('lineBatches', () => {
  it.each([[['a\nbc\n\n \r\nd']], [['a', '\nb', 'c\n\n', ' \r', '\n', 'd']], [['a\nbc\n\n \r\nd\n']]])(
    'cuts %j into lines by their numbers, and passes over blank ones',
    async (pieces) => {
      const [batch, ...more] = await read(pieces);
      expect(batch?.lines).toEqual(['1 a', '2 bc', '5 d']);
      expect(batch).toMatchObject({ line: 5, offset: pieces.join('').length });
      expect(more).toEqual([]);
    },
  );

  it('tells at each group how far it is done', async () => {
    expect(await read(['a\nbb\nccc\n'], { items: 2 })).toEqual([
      { lines: ['1 a', '2 bb'], line: 2, offset: 5 },
      { lines: ['3 ccc'], line: 3, offset: 9 },
    ]);
  });

  it('refuses a line that is too long, whatever pieces it comes in, and keeps the next', async () => {
    for (const pieces of [['abcd\nef\n'], ['ab', 'cd', '\nef\n'], ['abc', 'd\ne', 'f']]) {
      const [batch] = await read(pieces, { maxLineBytes: 3 });
      expect(batch?.lines).toEqual(['2 ef', '1 !']);
    }
    expect((await read(['abc\n'], { maxLineBytes: 3 }))[0]?.lines).toEqual(['1 abc']);
  });

  it('leaves a byte order mark out, and lines before the first that is asked for', async () => {
    expect((await read(['\u00ef\u00bb\u00bfa\nb\n'], {}))[0]?.lines).toEqual(['1 a', '2 b']);
    expect((await read(['a\nb\nc\n'], { firstLine: 3 }))[0]).toEqual({ lines: ['3 c'], line: 3, offset: 6 });
  });

  it('hands on at once what comes live', async () => {
    const batches = await read(['a\nb', '\n', 'c'], { isLive: true });
    expect(batches.map(({ lines }) => lines)).toEqual([['1 a'], ['2 b'], ['3 c']]);
  });

  it('hands on the whole lines before damage, then tells of it', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a\nb\nha');
      throw new Error('damaged');
    }
    const lines: number[] = [];
    const asked = { limits: EVENT_LIMITS, from: { line: 0, offset: 0 }, firstLine: 1, isLive: false, done: () => 0 };
    const reading = (async () => {
      for await (const batch of lineBatches(broken(), asked)) lines.push(...batch.items.map(({ line }) => line));
    })();
    await expect(reading).rejects.toThrow('damaged');
    expect(lines).toEqual([1, 2]);
  });
});
