import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { SseParser, type SseMessage } from './sse-parser';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function parse(...pieces: readonly Uint8Array[]): SseMessage[] {
  const parser = new SseParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

const parseText = (text: string): SseMessage[] => parse(bytesOf(text));

it('gives a message with its event, data and id', () => {
  expect(parseText('id: a-1\nevent: call.ended\ndata: {"a":1}\n\n')).toEqual([
    { id: 'a-1', event: 'call.ended', data: '{"a":1}' },
  ]);
});

it('keeps the id, and calls what has no name a message', () => {
  expect(parseText('id: 7\ndata: x\n\ndata: y\n\n')).toEqual([
    { id: '7', event: 'message', data: 'x' },
    { id: '7', event: 'message', data: 'y' },
  ]);
});

it('joins lines of data, and takes one space away', () => {
  expect(parseText('data:a\ndata:  b\ndata\n\n')[0]?.data).toBe('a\n b\n');
});

it.each([
  ['a comment', ': alive\n\n'],
  ['a field that it does not know', 'colour: red\n\n'],
  ['a message without data', 'event: x\nid: 1\n\n'],
  ['a message that was broken off', 'data: x\n'],
])('gives nothing for %s', (_, text) => {
  expect(parseText(text)).toEqual([]);
});

it('takes no id with a NUL in it', () => {
  expect(parseText('id: 1\ndata: x\nid: 2\0\n\n')[0]?.id).toBe('1');
});

it('leaves out one byte order mark at the beginning, and no other', () => {
  expect(parseText('\ufeffdata: \ufeffx\n\n')[0]?.data).toBe('\ufeffx');
});

it('hears how long to stay away, in whole milliseconds only', () => {
  const parser = new SseParser();
  expect(parser.retryMs).toBeNull();
  parser.push(bytesOf('retry: 2000\nretry: soon\nretry: 1.5\n'));
  expect(parser.retryMs).toBe(2_000);
});

it.each(['\n', '\r', '\r\n'])('ends a line with %j', (end) => {
  expect(parseText(['id: 1', 'data: x', 'data: y', '', 'data: z', '', ''].join(end))).toEqual([
    { id: '1', event: 'message', data: 'x\ny' },
    { id: '1', event: 'message', data: 'z' },
  ]);
});

const line = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'data',
    ': hello',
    'event: call.ended',
    'id: 0a1b2c3d-7',
    'retry: 5',
    'data: ü€😀',
    'data:\ufeff',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const stream = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 30 }))
  .map(([hasMark, lines]) => (hasMark ? '\ufeff' : '') + lines.map(([text, end]) => text + end).join(''));

it('gives the same messages however the bytes are cut', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(), { maxLength: 40 }), (text, places) => {
      const bytes = bytesOf(text);
      const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
      const pieces = [0, ...cuts].map((from, i) => bytes.slice(from, cuts[i] ?? bytes.length));
      expect(parse(...pieces)).toEqual(parse(bytes));
      expect(parse(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(parse(bytes));
    }),
    RUNS,
  );
});

it('gives back what was framed, in any lines and line ends', () => {
  const message = fc.record({
    id: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
    event: fc.stringMatching(/^[a-z._]{1,12}$/),
    data: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/\r\n?/g, '\n')),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), fc.constantFrom('\n', '\r', '\r\n'), (messages, end) => {
      const text = messages
        .map(({ id, event, data }) =>
          [`id: ${id}`, `event: ${event}`, ...data.split('\n').map((part) => `data: ${part}`), '', ''].join(end),
        )
        .join('');
      // What is no text (lone surrogates) is no UTF-8 either.
      expect(parseText(text)).toEqual(
        messages.map((one) => ({
          ...one,
          data: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(one.data)),
        })),
      );
    }),
    RUNS,
  );
});
