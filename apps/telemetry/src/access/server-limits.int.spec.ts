import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { mayTakeLong } from './long-body';
import { limitServer, type ServerTimes } from './server-limits';

const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const atEnd: Handler = (request, response) => {
  request.resume().once('end', () => response.end('done'));
};

async function limited(handler: Handler = atEnd, times?: ServerTimes): Promise<Server> {
  const server = createServer(handler);
  servers.push(server);
  limitServer(server, 3, times);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

interface Client {
  readonly socket: Socket;
  text(): string;
  readonly closed: Promise<unknown>;
}

function open(server: Server): Client {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  return { socket, text: () => text, closed: once(socket, 'close') };
}

const CHUNKED = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';

it('has the times and sizes that are promised', async () => {
  expect(await limited()).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 20_000,
    maxConnections: 3,
  });
});

it.each([
  ['nonsense', 'what is this\r\n\r\n', '400 Bad Request'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', '400 Bad Request'],
  ['17 KiB of headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_408)}\r\n\r\n`, '431 Request Header'],
])('answers %s in words, with the headers of safety, and closes', async (_what, bytes, line) => {
  const client = open(await limited());
  client.socket.write(bytes);
  await client.closed;
  expect(client.text()).toMatch(new RegExp(`^HTTP/1.1 ${line}`));
  expect(client.text()).toContain('Cache-Control: no-store\r\n');
  expect(client.text()).toContain("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n");
  expect(client.text()).toMatch(/\r\n\r\n\{"ok":false,"error":"[^"]+","code":"bad_request"\}$/);
});

it('lets 15 KiB of headers and a request without Host through to who decides', async () => {
  const client = open(await limited());
  client.socket.write(`GET / HTTP/1.1\r\nX: ${'x'.repeat(15_360)}\r\nConnection: close\r\n\r\n`);
  await client.closed;
  expect(client.text()).toContain('200 OK');
});

it('lets who expects what nobody knows through to who decides', async () => {
  const client = open(
    await limited((request, response) => {
      response.statusCode = 403;
      response.end(`for ${String(request.headers.host)}`);
    }),
  );
  client.socket.write('GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\nConnection: close\r\n\r\n');
  await client.closed;
  expect(client.text()).toContain('403 Forbidden');
  expect(client.text()).toContain('for a');
});

it('answers who asks for a tunnel in words, with the headers of safety, and closes', async () => {
  const client = open(await limited());
  client.socket.write('CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n');
  await client.closed;
  expect(client.text()).toMatch(/^HTTP\/1.1 405 Method Not Allowed\r\n/);
  expect(client.text()).toContain('Cache-Control: no-store\r\n');
  expect(client.text()).toContain('Allow: GET, HEAD, POST, DELETE, OPTIONS\r\n');
  expect(client.text()).toMatch(/\r\n\r\n\{"ok":false,"error":"[^"]+","code":"method_not_allowed"\}$/);
});

it('outlives who asks for a tunnel and is gone', async () => {
  const server = await limited();
  const client = open(server);
  const met = once(server, 'connect') as Promise<[IncomingMessage, Socket]>;
  client.socket.write('CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n');
  const [, socket] = await met;
  // As a reset would tell it; without a listener it would end the process.
  try {
    expect(() => socket.emit('error', new Error('reset'))).not.toThrow();
  } finally {
    socket.destroy();
  }
});

it('looks at every header, however many stand before it', async () => {
  const client = open(
    await limited((request, response) => {
      response.end(`for ${String(request.headers['x-forwarded-for'])}`);
    }),
  );
  client.socket.write(`GET / HTTP/1.1\r\n${'a:b\r\n'.repeat(3_000)}X-Forwarded-For: you\r\nConnection: close\r\n\r\n`);
  await client.closed;
  expect(client.text()).toContain('for you');
});

it('closes what comes beyond the cap, and takes on again when there is room', async () => {
  const server = await limited();
  const clients = [open(server), open(server), open(server)];
  await Promise.all(clients.map(({ socket }) => once(socket, 'connect')));
  const fourth = open(server);
  await fourth.closed;
  expect(fourth.text()).toBe('');
  clients[0]?.socket.destroy();
  await clients[0]?.closed;
  await delay(100);
  const fifth = open(server);
  fifth.socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  await fifth.closed;
  expect(fifth.text()).toContain('done');
});

it('writes nothing into the middle of an answer', async () => {
  const server = await limited((_request, response) => {
    response.write('begun');
  });
  const client = open(server);
  client.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(client.socket, 'data');
  client.socket.write('nonsense\r\n\r\n');
  await client.closed;
  expect(client.text()).not.toContain('400');
});

describe('a body that takes longer than an ordinary one may', () => {
  const quick: ServerTimes = { headersMs: 300, requestMs: 400, idleMs: 600, checkMs: 100, keepAliveMs: 5_000 };
  const long: Handler = (request, response) => {
    mayTakeLong(request);
    atEnd(request, response);
  };

  async function drip(client: Client, ms: number): Promise<void> {
    client.socket.write(CHUNKED);
    for (let waited = 0; waited < ms && !client.socket.destroyed; waited += 100) {
      client.socket.write('1\r\nx\r\n');
      await delay(100);
    }
  }

  it('is cut off with 408 when it is an ordinary one', async () => {
    const client = open(await limited(atEnd, quick));
    await drip(client, 2_000);
    await client.closed;
    expect(client.text()).toContain('408 Request Timeout');
  });

  it('may go on when any length is allowed, while it makes progress', async () => {
    const client = open(await limited(long, quick));
    await drip(client, 2_000);
    client.socket.write('0\r\n\r\n');
    await once(client.socket, 'data');
    expect(client.text()).toContain('done');
    // The next request on that connection is an ordinary one again.
    client.socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    await client.closed;
    expect(client.text().match(/done/g)).toHaveLength(2);
  });

  it('is cut off when it stands still', async () => {
    const client = open(await limited(long, quick));
    await drip(client, 800);
    // Nobody else closes it.
    await client.closed;
  });

  it('is not held against its sender when it is we who do not read', async () => {
    let go: IncomingMessage | undefined;
    const client = open(
      await limited((request, response) => {
        mayTakeLong(request);
        go = request;
        request.once('end', () => response.end('done'));
      }, quick),
    );
    client.socket.write(`${CHUNKED}f4240\r\n${'x'.repeat(1_000_000)}\r\n0\r\n\r\n`);
    await delay(1_500);
    expect(client.socket.destroyed).toBe(false);
    go?.resume();
    await once(client.socket, 'data');
    expect(client.text()).toContain('done');
  });
});
