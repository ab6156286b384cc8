import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { pino } from 'pino';
import { IntakeLedger } from '../metrics/intake-ledger';
import type { HttpProblem } from './http-problem';
import { Problems } from './problems';

let server: Server;
let problem: HttpProblem;

beforeAll(async () => {
  const problems = new Problems(pino({ level: 'silent' }), new IntakeLedger());
  server = createServer((request, response) => {
    problems.tell(new Error('x'), problem, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, init);
const refusing = (status: number, retryAfterS?: number): HttpProblem => ({
  status,
  code: 'x',
  message: 'no',
  ...(retryAfterS !== undefined && { retryAfterS }),
});

it('answers once the sender has sent what it had to send, and keeps the connection', async () => {
  problem = refusing(415);
  const answer = await ask({ method: 'POST', body: new Uint8Array(20 * 1_048_576) });
  expect([answer.status, answer.headers.get('connection')]).toEqual([415, 'keep-alive']);
  expect((await ask()).headers.get('connection')).toBe('keep-alive');
});

it.each([
  [429, undefined, '1'],
  [503, undefined, '1'],
  [503, 60, '60'],
  [415, undefined, null],
  [500, undefined, null],
])('says with %d when to come again, if that was %s: %s', async (status, retryAfterS, said) => {
  problem = refusing(status, retryAfterS);
  expect((await ask()).headers.get('retry-after')).toBe(said);
});
