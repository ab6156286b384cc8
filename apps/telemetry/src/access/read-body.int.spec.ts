import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { until } from '../../../../test/support/until';
import { discardRest } from '../door/body-stream';
import { problemOf } from '../door/http-problem';
import { BodiesHeld } from './bodies-held';
import { readBody } from './read-body';

const LIMIT = 1_000;
/** Room for three bodies of the largest size, each in one piece. */
const held = new BodiesHeld(3 * LIMIT + 3_000);
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    readBody(request, LIMIT, held).then(
      (body) => response.end(JSON.stringify({ text: body.toString() })),
      async (error: unknown) => {
        await discardRest(request);
        response.setHeader('Connection', 'close');
        response.end(JSON.stringify({ code: problemOf(error).code }));
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const port = (): number => (server.address() as AddressInfo).port;

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<unknown> {
  return (await fetch(`http://127.0.0.1:${port()}/`, { method: 'POST', body, headers })).json();
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

it.each([
  ['nothing', '', {}],
  ['a few words', 'Grüße 👋', {}],
  ['just as much as may be', 'x'.repeat(LIMIT), {}],
])('reads %s', async (_what, text, headers) => {
  expect(await post(text, headers)).toEqual({ text });
});

it('reads what is compressed, and counts what comes of it', async () => {
  const text = 'x'.repeat(LIMIT);
  expect(await post(bytes(gzipSync(text)), { 'content-encoding': 'gzip' })).toEqual({ text });
  expect(await post(bytes(brotliCompressSync(text)), { 'content-encoding': 'br' })).toEqual({ text });
  const more = bytes(gzipSync('x'.repeat(100 * LIMIT)));
  expect(more.length).toBeLessThan(LIMIT);
  expect(await post(more, { 'content-encoding': 'gzip' })).toEqual({ code: 'body_too_large' });
});

it.each([
  ['one byte more', LIMIT + 1],
  ['a hundred MB', 100_000_000],
])('refuses %s', async (_what, length) => {
  expect(await post(bytes(Buffer.alloc(length, 'x')))).toEqual({ code: 'body_too_large' });
});

it('makes no error of a good end', async () => {
  const made = jest.spyOn(globalThis, 'Error');
  expect(await post('good')).toEqual({ text: 'good' });
  await delay(50);
  expect(made.mock.calls).not.toContainEqual(['the sender went away']);
  made.mockRestore();
});

it('lets go of who never stops, in about a second, and tells why', async () => {
  const socket = connect(port(), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  const piece = `ffff\r\n${'x'.repeat(0xffff)}\r\n`;
  const sending = setInterval(() => socket.write(piece), 1);
  // Not by `once`, which fails where a write comes to a connection that is being closed.
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(sending);
  expect(answer).toContain('body_too_large');
});

it('does not keep who has sent a bomb waiting', async () => {
  const member = gzipSync(Buffer.alloc(10_000_000));
  const bomb = bytes(Buffer.concat(Array.from({ length: 2_000 }, () => member)));
  const from = Date.now();
  expect(await post(bomb, { 'content-encoding': 'gzip' })).toEqual({ code: 'body_too_large' });
  // To inflate all of it takes longer than that on any machine.
  expect(Date.now() - from).toBeLessThan(5_000);
});

describe('the bodies that are being read', () => {
  /** Says that it will send as much as may be, and keeps the last byte to itself. */
  async function stall(): Promise<Socket> {
    const socket = connect(port(), '127.0.0.1');
    const before = held.bytes;
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${LIMIT}\r\n\r\n${'x'.repeat(LIMIT - 1)}`);
    await until(() => Promise.resolve(held.bytes > before));
    return socket;
  }

  const allLetGo = () => until(() => Promise.resolve(held.bytes === 0));

  it.each([
    ['plain', 'x'.repeat(LIMIT), {}],
    ['inflated', bytes(gzipSync('x'.repeat(LIMIT))), { 'content-encoding': 'gzip' }],
  ])('have a limit together: one more is refused, %s, until another has left', async (_how, body, headers) => {
    await allLetGo();
    const stalled = [await stall(), await stall(), await stall()];
    expect(await post(body, headers)).toEqual({ code: 'overloaded' });
    stalled[0]?.destroy();
    await until(() => Promise.resolve(held.bytes < 2 * LIMIT + 2_000));
    expect(await post(body, headers)).toEqual({ text: 'x'.repeat(LIMIT) });
    for (const socket of stalled) socket.destroy();
    await allLetGo();
  });

  it('hold nothing any more once they are refused, though their senders still send', async () => {
    await allLetGo();
    const socket = connect(port(), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n${'x'.repeat(LIMIT)}\r\n`);
    await until(() => Promise.resolve(held.bytes > 0));
    socket.write('1\r\nx\r\n');
    await allLetGo();
    // They are listened to for a second more.
    expect(socket.closed).toBe(false);
    socket.destroy();
  });
});
