import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { until } from '../../../../test/support/until';
import { InFlight } from '../door/pressure.in-flight';
import { RequestCounts } from './request-counts';
import { Watcher } from './watcher';

const ADDRESS = '203.0.113.7';
const POST = `POST /api/v2/events HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${ADDRESS}\r\nContent-Length: 0\r\n\r\n`;

describe('the requests of a sender that are in flight', () => {
  let server: Server;
  let inFlight: InFlight;
  let open: ServerResponse[];

  beforeEach(async () => {
    [inFlight, open] = [new InFlight(), []];
    const watcher = new Watcher(new RequestCounts(), inFlight, pino({ level: 'silent' }));
    server = createServer((request, response) => {
      watcher.watch(request, response, () => '/');
      open.push(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function send(requests: number): Promise<Socket> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(POST.repeat(requests));
    await until(() => Promise.resolve(open.length >= requests));
    return socket;
  }

  it('are counted under the address that a proxy forwards for, until they are answered', async () => {
    const socket = await send(3);
    expect([inFlight.of(ADDRESS), inFlight.of('127.0.0.1')]).toEqual([3, 0]);
    for (const response of open.splice(0)) response.end('done');
    await until(() => Promise.resolve(inFlight.of(ADDRESS) === 0));
    // The end of the connection does not count them a second time, nor those of another one out.
    const other = await send(2);
    const closed = once(socket, 'close');
    socket.destroy();
    await closed;
    await delay(50);
    expect(inFlight.of(ADDRESS)).toBe(2);
    other.destroy();
  });

  it('are none when the connection is gone, though they were sent one behind the other', async () => {
    const socket = await send(20);
    const gone = open.splice(0);
    const other = await send(2);
    expect(inFlight.of(ADDRESS)).toBe(22);
    socket.destroy();
    await delay(200);
    // Each leaves once: those of the other connection are still there.
    expect(inFlight.of(ADDRESS)).toBe(2);
    for (const response of gone) response.end('too late');
    await delay(50);
    expect(inFlight.of(ADDRESS)).toBe(2);
    other.destroy();
  });
});
