import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { exchange } from '../../../../test/support/exchange';
import { Access } from '../access/access';
import type { HttpProblem } from '../door/http-problem';
import type { PressureGate } from '../door/pressure.gate';
import { InFlight } from '../door/pressure.in-flight';
import { Problems } from '../door/problems';
import { IntakeLedger } from '../metrics/intake-ledger';
import { RequestCounts } from '../metrics/request-counts';
import { Watcher } from '../metrics/watcher';
import { IntakeRoad } from './intake-road';

const TOKEN = 'a-token-that-may-ingest';

describe('the intake road', () => {
  let server: Server;
  let refusal: HttpProblem | null;
  let taken: string[];
  let counts: RequestCounts;
  let ledger: IntakeLedger;

  beforeEach(async () => {
    [refusal, taken, counts, ledger] = [null, [], new RequestCounts(), new IntakeLedger()];
    server = createServer((_request, response) => response.writeHead(299).end('the long way'));
    const silent = pino({ level: 'silent' });
    const door = { host: '127.0.0.1', allowHosts: [], allowOrigins: [], allowQueryToken: false };
    new IntakeRoad({
      watcher: new Watcher(counts, new InFlight(), silent),
      access: new Access({
        ...door,
        ingestToken: 'required',
        tokens: [{ token: TOKEN, scopes: ['ingest', 'read', 'admin'] }],
      }),
      gate: { refusal: () => refusal } as unknown as PressureGate,
      problems: new Problems(silent, ledger),
      intakes: {
        '/take': (body) => {
          if (body.toString() === '"fail"') return Promise.reject(new Error('nobody foresaw this'));
          taken.push(body.toString());
          return Promise.resolve({ status: 201, body: { taken: true } });
        },
      },
    }).layBefore(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => server.close());

  interface Asked {
    readonly method?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }

  const ask = (path: string, { headers, ...rest }: Asked = {}, token = TOKEN): Promise<Response> =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      method: 'POST',
      body: '{}',
      ...rest,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    });

  it('takes a body and answers what the intake says', async () => {
    const answer = await ask('/take');
    expect([answer.status, await answer.json(), taken]).toEqual([201, { taken: true }, ['{}']]);
    expect([...counts.all]).toEqual([{ route: '/take', method: 'POST', status: '201', n: 1 }]);
  });

  it.each<[string, string, Asked, string]>([
    ['another path', '/other', {}, TOKEN],
    ['a path of all objects', 'constructor', {}, TOKEN],
    ['a query', '/take?x', {}, TOKEN],
    ['another method', '/take', { method: 'PUT' }, TOKEN],
    ['another media type', '/take', { headers: { 'content-type': 'text/plain' } }, TOKEN],
    ['a token that is wrong', '/take', {}, 'guessed'],
    ['a page of another', '/take', { headers: { origin: 'http://evil.example' } }, TOKEN],
  ])('leaves %s to the long way', async (_what, path, init, token) => {
    const answer = await ask(path.startsWith('/') ? path : `/${path}`, init, token);
    expect([answer.status, taken, [...counts.all]]).toEqual([299, [], []]);
  });

  it('takes nothing while the gate says no, and says when to come again', async () => {
    refusal = { status: 503, code: 'overloaded', message: 'later', retryAfterS: 3 };
    const answer = await ask('/take');
    expect([answer.status, answer.headers.get('retry-after'), taken]).toEqual([503, '3', []]);
  });

  it('asks the gate before it reads a long body, and only before it takes a short one', async () => {
    refusal = { status: 503, code: 'overloaded', message: 'later', retryAfterS: 1 };
    const { port } = server.address() as AddressInfo;
    const posted = (length: number) =>
      exchange(
        `http://127.0.0.1:${port}`,
        `POST /take HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\n` +
          `Content-Type: application/json\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n{}`,
      );
    expect(await posted(8_000_000)).toMatch(/^HTTP\/1.1 503 /);
    expect(await posted(2)).toMatch(/^HTTP\/1.1 503 /);
    expect(taken).toEqual([]);
  });

  it('answers what nobody foresaw with 500, and goes on', async () => {
    const answer = await ask('/take', { body: '"fail"' });
    expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'internal_error' }]);
    expect((await ask('/take')).status).toBe(201);
  });
});
