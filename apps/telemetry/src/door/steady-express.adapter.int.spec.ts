import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Request, Response } from 'express';
import { SteadyExpressAdapter } from './steady-express.adapter';

let adapter: SteadyExpressAdapter;
let server: Server;
let port: number;

beforeEach(async () => {
  adapter = new SteadyExpressAdapter();
  adapter.initHttpServer();
  server = adapter.getHttpServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  await adapter.close();
});

const kindsOf = (...messages: object[]): unknown[] => messages.map((each) => Object.getPrototypeOf(each) as unknown);

describe('SteadyExpressAdapter', () => {
  it('leaves Express nothing to change in what a request and its answer are', async () => {
    const before: unknown[] = [];
    const inside: unknown[] = [];
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      before.push(...kindsOf(request, response));
    });
    adapter.use((request: Request, response: Response) => {
      inside.push(...kindsOf(request, response));
      response
        .status(201)
        .json({ path: request.path, query: request.query, app: request.app === adapter.getInstance() });
    });
    const answer = await fetch(`http://127.0.0.1:${port}/some/where?a=1`);
    expect([answer.status, await answer.json()]).toEqual([201, { path: '/some/where', query: { a: '1' }, app: true }]);
    expect(inside).toHaveLength(2);
    expect(inside.map((kind, at) => kind === before[at])).toEqual([true, true]);
  });

  it('breaks off what is open when it closes', async () => {
    adapter.use((_request: Request, response: Response) => response.write('more to come'));
    const [silent, waiting] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    waiting.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
    await Promise.all([once(silent, 'connect'), once(waiting, 'data')]);
    const gone = [silent, waiting].map((socket) =>
      once(
        socket.resume().on('error', () => undefined),
        'close',
      ),
    );
    await adapter.close();
    await Promise.all(gone);
    expect(server.listening).toBe(false);
  });
});
