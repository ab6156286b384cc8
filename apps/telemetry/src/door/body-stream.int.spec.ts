import { once } from 'node:events';
import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { bodyStream, discardRest } from './body-stream';
import { problemOf } from './http-problem';

/** What a handler made of a request; each request of a spec is handled by the spec's own. */
type Handler = (request: IncomingMessage) => Promise<unknown>;

let server: Server;
let handle: Handler;
let handled: Promise<unknown>;

beforeAll(async () => {
  server = createServer((request, response) => {
    handled = handle(request).then(
      (value) => {
        response.end(JSON.stringify({ value }));
        return value;
      },
      (error: unknown) => {
        const { code } = problemOf(error);
        response.end(JSON.stringify({ code }));
        return code;
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

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

async function post(body: Uint8Array, encoding?: string): Promise<unknown> {
  const headers = encoding === undefined ? {} : { 'content-encoding': encoding };
  const response = await fetch(url(), { method: 'POST', body: new Uint8Array(body), headers });
  return response.json();
}

const whole: Handler = async (request) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of bodyStream(request)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

describe('bodyStream', () => {
  beforeEach(() => {
    handle = whole;
  });

  it.each([
    ['plain', undefined, (text: string) => Buffer.from(text)],
    ['identity', 'identity', (text: string) => Buffer.from(text)],
    ['gzip', 'gzip', gzipSync],
    ['gzip in capitals', 'GZIP', gzipSync],
    ['deflate', 'deflate', deflateSync],
    ['br', 'br', brotliCompressSync],
  ])('gives what was sent: %s', async (_what, encoding, encode) => {
    const text = 'Grüße 👋\n'.repeat(20_000);
    expect(await post(encode(text), encoding)).toEqual({ value: text });
  });

  it.each([
    ['an encoding that nobody knows', 'zstd', 'unsupported_encoding'],
    ['two encodings', 'gzip, br', 'unsupported_encoding'],
    ['a body that is not what it says', 'gzip', 'bad_encoding'],
    ['a body that is not brotli', 'br', 'bad_encoding'],
  ])('refuses %s', async (_what, encoding, code) => {
    expect(await post(Buffer.from('no such thing, whatever it may be'), encoding)).toEqual({ code });
  });

  it('refuses gzip that is cut short', async () => {
    const cut = gzipSync('x'.repeat(1_000)).subarray(0, 20);
    expect(await post(cut, 'gzip')).toEqual({ code: 'bad_encoding' });
  });

  it.each([undefined, 'gzip'])('tells when the sender goes away in the middle (%s)', async (encoding) => {
    const headers = encoding === undefined ? {} : { 'content-encoding': encoding };
    const sending = httpRequest(url(), { method: 'POST', headers });
    sending.on('error', () => undefined);
    sending.write(gzipSync('x'.repeat(1_000)).subarray(0, 15));
    await once(server, 'request');
    sending.destroy();
    expect(await handled).toBe('bad_request');
  });
});

describe('discardRest', () => {
  it('lets who is still sending come to an end and read the answer', async () => {
    handle = async (request) => {
      for await (const _piece of bodyStream(request)) break;
      await discardRest(request);
      return request.complete;
    };
    expect(await post(Buffer.alloc(20 * 1_048_576, 'x'))).toEqual({ value: true });
  });

  it('does not wait for who never comes to an end', async () => {
    handle = async (request) => {
      const from = Date.now();
      for await (const _piece of bodyStream(request)) break;
      await discardRest(request);
      return Date.now() - from;
    };
    const sending = httpRequest(url(), { method: 'POST' });
    sending.on('error', () => undefined);
    sending.write('a piece');
    await once(server, 'request');
    expect(await handled).toBeLessThan(30_000);
    sending.destroy();
  });

  it('does not wait at all when everything is read', async () => {
    handle = async (request) => {
      await whole(request);
      const from = Date.now();
      await discardRest(request);
      return Date.now() - from < 500;
    };
    expect(await post(Buffer.from('all'))).toEqual({ value: true });
  });
});
