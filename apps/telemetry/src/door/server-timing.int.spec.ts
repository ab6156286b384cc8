import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request, Response } from 'express';
import { serverTiming } from './server-timing';

let server: Server;
let clock: number;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  const timing = serverTiming(() => clock);
  server = createServer((request, response) => {
    void timing(request as Request, response as Response, () => {
      clock += 12.3456;
      answer(response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

beforeEach(() => {
  clock = 1_000;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (method: string): Promise<globalThis.Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method });

describe('serverTiming', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['all at once', (response) => response.end('a')],
    ['bytes in pieces', (response) => response.write('a') && response.end('b')],
    ['a head of its own', (response) => response.writeHead(404, { 'Content-Type': 'text/plain' }).end()],
    ['a head with a reason', (response) => response.writeHead(503, 'Later', ['Retry-After', '1']).end()],
    ['a head before there is a body', (response) => (response.flushHeaders(), response.end())],
  ])('says on %s how many ms it took until then', async (_what, how) => {
    answer = how;
    expect((await ask('GET')).headers.get('server-timing')).toBe('app;dur=12.346');
  });

  it('leaves the rest of the head as it is', async () => {
    answer = (response) => response.setHeader('X-One', '1').writeHead(503, 'Later', { 'Retry-After': '1' }).end('no');
    const { status, statusText, headers } = await ask('GET');
    expect([status, statusText, headers.get('x-one'), headers.get('retry-after')]).toEqual([503, 'Later', '1', '1']);
  });

  it('does not count what comes after the head', async () => {
    answer = (response) => {
      response.write('a');
      clock += 500;
      response.end('b');
    };
    expect((await ask('GET')).headers.get('server-timing')).toBe('app;dur=12.346');
  });

  it('times a HEAD, and nothing that writes', async () => {
    answer = (response) => response.end();
    const said = async (method: string): Promise<boolean> => (await ask(method)).headers.has('server-timing');
    expect(await Promise.all(['HEAD', 'POST', 'DELETE'].map(said))).toEqual([true, false, false]);
  });
});
