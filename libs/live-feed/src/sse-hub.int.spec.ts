import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Parcel } from './parcel';
import type { SseConnection } from './sse-connection';
import { SseHub, TooManyStreamsError } from './sse-hub';

let hub: SseHub;
let server: Server;
let port: number;
/** What a request leads to. */
let handle: (request: IncomingMessage, response: ServerResponse) => void;
const sockets: Socket[] = [];

beforeEach(async () => {
  hub = new SseHub(2);
  server = createServer((request, response) => {
    handle(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await hub.beforeApplicationShutdown();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function ask(method: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`${method} / HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  socket.resume();
  sockets.push(socket);
  return socket;
}

/** Opens a stream for who asks like this, or says what was thrown. */
function opened(method = 'GET'): Promise<{ socket: Socket; connection: SseConnection }> {
  return new Promise((resolve, reject) => {
    handle = (_request, response) => {
      try {
        const connection = hub.open(response, 'live');
        setImmediate(() => {
          resolve({ socket, connection });
        });
      } catch (error) {
        response.writeHead(503).end();
        reject(error instanceof Error ? error : new Error('not an error'));
      }
    };
    const socket = ask(method);
  });
}

/** Is what asks to be told of the end told at once? */
function saysItIsOver(connection: SseConnection): boolean {
  let told = 0;
  connection.onClose(() => (told += 1));
  return told === 1;
}

describe('a stream that is over before it began', () => {
  it('of who asks for the head alone is held by nobody', async () => {
    const { connection } = await opened('HEAD');
    expect([connection.closed, saysItIsOver(connection), hub.counts.live.readers]).toEqual([true, true, 0]);
  });

  it('of who left before it was opened is held by nobody', async () => {
    const late = new Promise<SseConnection>((resolve) => {
      handle = (_request, response) => {
        response.on('close', () => {
          void delay(10).then(() => {
            resolve(hub.open(response, 'live'));
          });
        });
        sockets[0]?.destroy();
      };
    });
    ask('GET');
    const connection = await late;
    expect([connection.closed, saysItIsOver(connection), hub.counts.live.readers]).toEqual([true, true, 0]);
    connection.write(Parcel.of([Buffer.from(': nobody\n\n')]));
    await connection.drained();
  });
});

describe('the number of streams', () => {
  it('has a limit; whoever comes when it is reached is told so, until one ends', async () => {
    const first = await opened();
    await opened();
    await expect(opened()).rejects.toThrow(TooManyStreamsError);
    await expect(opened('HEAD')).rejects.toMatchObject({ code: 'too_many_streams' });
    expect(hub.counts.live.readers).toBe(2);
    const ended = new Promise<void>((resolve) => {
      first.connection.onClose(resolve);
    });
    first.socket.destroy();
    await ended;
    expect((await opened()).connection.closed).toBe(false);
  });

  it('is not used up by who reads nothing', async () => {
    for (let n = 0; n < 5; n += 1) await opened('HEAD');
    expect((await opened()).connection.closed).toBe(false);
  });
});

it('lets out what is due before the streams end', async () => {
  const { socket, connection } = await opened();
  let text = '';
  socket.on('data', (bytes) => (text += bytes.toString()));
  hub.rounds.ask(() => {
    connection.write(Parcel.of([Buffer.from('data: last\n\n')]));
  });
  await hub.beforeApplicationShutdown();
  while (!text.includes('\r\n0\r\n\r\n')) await once(socket, 'data');
  expect(text).toContain('data: last\n\n');
});

it('stops once its readers have taken the ends of their streams', async () => {
  const { socket, connection } = await opened();
  let bytes = 0;
  let tail = '';
  socket.on('data', (piece: Buffer) => {
    bytes += piece.length;
    tail = (tail + piece.toString('latin1')).slice(-16);
  });
  socket.pause();
  // More than the system keeps for who does not read.
  const many = Buffer.alloc(16_000_000, 'x');
  connection.write(Parcel.of([many]));
  let isOver = false;
  const over = hub.beforeApplicationShutdown().then(() => (isOver = true));
  await new Promise(setImmediate);
  expect([isOver, connection.closed]).toEqual([false, true]);
  socket.resume();
  await over;
  // As a server does that stops.
  server.closeAllConnections();
  if (!socket.closed) await once(socket, 'close');
  expect(bytes).toBeGreaterThan(many.length);
  expect(tail).toMatch(/\r\n0\r\n\r\n$/);
});

it('does not wait for who never reads', async () => {
  const { socket, connection } = await opened();
  socket.pause();
  connection.write(Parcel.of([Buffer.alloc(16_000_000, 'x')]));
  await hub.beforeApplicationShutdown();
  expect(connection.closed).toBe(true);
});
