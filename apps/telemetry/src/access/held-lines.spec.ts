import { MemoryEventLog } from '@callscope/event-log';
import { NativeIntake } from '@callscope/intake';
import { BodiesHeld } from './bodies-held';
import { heldLines } from './held-lines';

const MIB = 1_048_576;
const KIB = 1_024;

describe('heldLines', () => {
  let held: BodiesHeld;
  beforeEach(() => {
    held = new BodiesHeld(4 * MIB);
  });

  async function* inPieces(text: string, bytes: number): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < text.length; from += bytes)
      yield await Promise.resolve(Buffer.from(text.slice(from, from + bytes)));
  }

  /** Reads a body to its end; answers what was handed on, and the most that was held. */
  async function read(text: string, bytes: number): Promise<{ text: string; pieces: number; most: number }> {
    const got: Uint8Array[] = [];
    let most = 0;
    for await (const piece of heldLines(inPieces(text, bytes), held)) {
      got.push(piece);
      most = Math.max(most, held.bytes);
    }
    return { text: Buffer.concat(got).toString(), pieces: got.length, most };
  }

  const LINES = [
    '',
    'a',
    'b'.repeat(40 * KIB),
    '',
    'c'.repeat(5),
    'd'.repeat(20 * KIB),
    'e'.repeat(2 * MIB),
    'f'.repeat(300),
  ].join('\n');

  it.each([70, 1_000, 16 * KIB - 1, 16 * KIB, 64 * KIB, 5 * MIB])(
    'hands on all that came, in pieces of %i bytes, and holds nothing at the end',
    async (bytes) => {
      const body = await read(LINES, bytes);
      expect(body.text === LINES).toBe(true);
      expect(held.bytes).toBe(0);
    },
  );

  it.each([1, 100, 64 * KIB])('holds of a line in pieces of %i bytes little more than its bytes', async (bytes) => {
    const { most, pieces } = await read('x'.repeat(128 * KIB), bytes);
    expect(most).toBeGreaterThan(127 * KIB);
    expect(most).toBeLessThan(160 * KIB);
    expect(pieces).toBeLessThan(10);
  });

  it('holds a line until it ends, with the piece that it began in', async () => {
    const sent = ['a\nb', 'c'.repeat(20 * KIB), 'd\n', 'e\n'].map((text) => Buffer.from(text));
    const seen: number[] = [];
    const pieces = (async function* () {
      for (const piece of sent) yield await Promise.resolve(piece);
    })();
    for await (const piece of heldLines(pieces, held)) seen.push(held.bytes - piece.length);
    const [first, second, ...over] = seen;
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first!);
    expect(over).toEqual([-2, -2]);
  });

  it('holds nothing of a line that is too long for an event', async () => {
    const body = heldLines(inPieces('x'.repeat(64 * KIB * 17), 64 * KIB), held);
    const seen: number[] = [];
    for await (const _piece of body) seen.push(held.bytes);
    expect(seen[15]).toBeGreaterThan(MIB);
    expect(seen[16]).toBe(0);
  });

  it('keeps as much of a line as an event may have', async () => {
    const intake = new NativeIntake(new MemoryEventLog());
    const codeOf = async (bytes: number): Promise<unknown> =>
      (await intake.acceptLines(inPieces('x'.repeat(bytes), 64 * KIB), Date.now)).errors[0]?.code;
    expect([await codeOf(MIB), await codeOf(MIB + 1)]).toEqual(['invalid_json', 'event_too_large']);
    expect((await read('x'.repeat(MIB), MIB)).most).toBeGreaterThan(MIB);
    expect((await read('x'.repeat(MIB + 1), MIB + 1)).most).toBe(0);
  });

  it('refuses a line that there is no room for, when it has handed on what came before, and lets go', async () => {
    const other = held.take(3.9 * MIB);
    const got: string[] = [];
    const body = async (): Promise<void> => {
      for await (const piece of heldLines(inPieces(`{}\n${'x'.repeat(MIB)}`, 3), held))
        got.push(Buffer.from(piece).toString());
    };
    await expect(body()).rejects.toMatchObject({ problem: { status: 503, code: 'overloaded', retryAfterS: 1 } });
    expect([got[0], held.bytes]).toEqual(['{}\n', other]);
  });

  it('lets go when its reader leaves off', async () => {
    for await (const _piece of heldLines(inPieces('x'.repeat(MIB), 64 * KIB), held)) break;
    expect(held.bytes).toBe(0);
  });
});
