import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Parcel } from './parcel';
import { MAX_STALL_MS, SseConnection } from './sse-connection';

let server: Server;
let opened: SseConnection[];
let cut: number;
let clock: number;
const sockets: Socket[] = [];

beforeEach(async () => {
  opened = [];
  cut = 0;
  clock = 0;
  server = createServer((request, response) => {
    if (request.url === '/other') {
      response.end('other');
      return;
    }
    const onSlow = (): void => void (cut += 1);
    opened.push(new SseConnection(response, () => clock, onSlow));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Everything that is sent to who asks like this, as it stands on the wire. */
class Wire {
  text = '';
  readonly socket: Socket;

  constructor(request: string, reads = true) {
    this.socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(this.socket);
    this.socket.on('error', () => undefined);
    this.socket.write(request);
    if (reads) this.socket.on('data', (bytes) => (this.text += bytes.toString()));
  }

  async until(part: string): Promise<string> {
    while (!this.text.includes(part)) await once(this.socket, 'data');
    return this.text.slice(this.text.indexOf('\r\n\r\n') + 4);
  }
}

const ask = (version: string, path = '/'): string => `GET ${path} HTTP/${version}\r\nHost: localhost\r\n\r\n`;
const frame = (text: string): Parcel => Parcel.of([Buffer.from(`data: ${text}\n\n`)]);
const OPENING = 'retry: 2000\n\n: callscope\n\n';

async function reader(): Promise<SseConnection> {
  while (opened.length === 0) await new Promise(setImmediate);
  return opened[0]!;
}

describe('a reader over HTTP/1.1', () => {
  it('gets each parcel as one chunk, those that had to wait together, and the end of the body', async () => {
    const wire = new Wire(ask('1.1'));
    const connection = await reader();
    await connection.drained();
    for (const text of ['one', 'two', 'thrée']) connection.write(frame(text));
    connection.end();
    const body = await wire.until('\r\n0\r\n\r\n');
    const chunks = [OPENING, 'data: one\n\n', 'data: two\n\n', 'data: thrée\n\n', ''];
    expect(body).toBe(chunks.map((text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`).join(''));
  });

  it('gets a large parcel whole, in slices, and behind it what comes meanwhile', async () => {
    const wire = new Wire(ask('1.1'));
    const connection = await reader();
    await connection.drained();
    const large = Array.from({ length: 30_000 }, (_, n) => `line ${n}`).join(' ');
    connection.write(frame(large));
    connection.write(frame('behind'));
    await connection.drained();
    connection.write(frame(large));
    connection.write(frame('last'));
    connection.end();
    const body = await wire.until('\r\n0\r\n\r\n');
    const chunks = [OPENING, ...[large, 'behind', large, 'last'].map((text) => `data: ${text}\n\n`), ''];
    expect(body).toBe(chunks.map((text) => `${text.length.toString(16)}\r\n${text}\r\n`).join(''));
  });

  it('leaves the connection in order: what is asked next on it is answered', async () => {
    const wire = new Wire(ask('1.1'));
    const connection = await reader();
    connection.write(frame('last'));
    connection.end();
    await wire.until('\r\n0\r\n\r\n');
    wire.socket.write(ask('1.1', '/other'));
    expect(await wire.until('other')).toContain('HTTP/1.1 200 OK');
  });

  it('whose answer stands behind another one on its connection gets the same', async () => {
    const wire = new Wire(ask('1.1', '/other') + ask('1.1'));
    const connection = await reader();
    connection.write(frame('behind'));
    connection.end();
    const body = await wire.until('\r\n0\r\n\r\n');
    expect(body.slice(body.indexOf('\r\n\r\n') + 4).replace(/\r\n[0-9a-f]+\r\n|^[0-9a-f]+\r\n/g, '')).toContain(
      `${OPENING}data: behind\n\n`,
    );
    expect(body.match(/HTTP\/1.1 200 OK/g)).toHaveLength(1);
  });
});

it('one behind a stream that has no end is over when their connection is', async () => {
  const wire = new Wire(ask('1.1') + ask('1.1'));
  while (opened.length < 2) await new Promise(setImmediate);
  const [, behind] = opened;
  let isTold = false;
  behind?.onClose(() => (isTold = true));
  wire.socket.destroy();
  while (!opened[0]?.closed) await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect([behind?.closed, isTold]).toEqual([true, true]);
});

it('a reader over HTTP/1.0 gets the frames as they are, until the connection ends', async () => {
  const wire = new Wire(ask('1.0'));
  const connection = await reader();
  connection.write(frame('one'));
  connection.write(frame('two'));
  connection.end();
  await once(wire.socket, 'close');
  expect(wire.text).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  expect(wire.text.slice(wire.text.indexOf('\r\n\r\n') + 4)).toBe(`${OPENING}data: one\n\ndata: two\n\n`);
});

describe('a reader who does not read', () => {
  const MIB = 1_048_576;
  const ofBytes = (n: number): Parcel => Parcel.of([Buffer.alloc(n, 'a')]);

  it('is let through one parcel of any size, and is cut when more than the limit waits behind it', async () => {
    new Wire(ask('1.1'), false).socket.pause();
    const connection = await reader();
    await connection.drained();
    connection.write(ofBytes(32 * MIB));
    connection.write(ofBytes(MIB));
    expect([connection.closed, cut]).toEqual([false, 0]);
    connection.write(ofBytes(1));
    expect([connection.closed, cut]).toEqual([true, 1]);
    await connection.drained();
  });

  it('is not cut while it reads, however long that takes', async () => {
    const wire = new Wire(ask('1.1'), false);
    const connection = await reader();
    await connection.drained();
    connection.write(ofBytes(64 * MIB));
    const drained = connection.drained();
    // It takes two of them a second.
    wire.socket.on('data', (bytes) => {
      clock += bytes.length / (2 * 1_048.576);
      connection.checkStall();
    });
    await drained;
    expect([connection.closed, cut]).toEqual([false, 0]);
    expect(clock).toBeGreaterThan(MAX_STALL_MS);
  });

  it('is cut when it has taken nothing for too long while something waits', async () => {
    new Wire(ask('1.1'), false).socket.pause();
    const connection = await reader();
    await connection.drained();
    clock = 60_000;
    connection.checkStall();
    expect(connection.closed).toBe(false);
    connection.write(ofBytes(32 * MIB));
    clock += 10_000;
    connection.checkStall();
    expect(connection.closed).toBe(false);
    clock += 1;
    connection.checkStall();
    expect([connection.closed, cut]).toEqual([true, 1]);
  });
});
