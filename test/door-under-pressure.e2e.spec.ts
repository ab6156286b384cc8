import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';
import { until } from './support/until';

const MIB = 1_048_576;
const JSON_TYPE = { 'content-type': 'application/json' };
const LINES_TYPE = { 'content-type': 'application/x-ndjson' };

let service: RunningService;

beforeEach(async () => {
  service = await startService();
});

interface Sender {
  readonly socket: Socket;
  text(): string;
}

/** Sends the beginning of a post, and waits until the system has taken it. */
function begin(path: string, headers: string, body = Buffer.alloc(0)): Promise<Sender> {
  const { hostname, port, host } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n`);
  return new Promise((resolve) => {
    // Refused in the middle, it is never sent whole.
    const done = (): void => {
      resolve({ socket, text: () => text });
    };
    socket.write(body, done);
    socket.once('close', done);
  });
}

describe('bodies that are sent at once', () => {
  it('take so much memory together and no more, whichever way they go', async () => {
    const almost = Buffer.alloc(8 * MIB - 1, 'x');
    const senders = await Promise.all(
      Array.from({ length: 18 }, (_, n) =>
        begin(`/api/dashboard/ingest${n % 2 ? '?long' : ''}`, `Content-Length: ${8 * MIB}`, almost),
      ),
    );
    const answers = (): string[] => senders.map(({ text }) => text()).filter((text) => text !== '');
    await until(() => Promise.resolve(answers().length >= 2));
    expect(answers().length).toBeLessThan(9);
    for (const answer of answers()) {
      expect(answer).toMatch(/^HTTP\/1.1 503 [^]*\r\nRetry-After: 1\r\n[^]*"code":"overloaded"/);
    }
    for (const { socket } of senders) socket.destroy();
    const long = `{"call_id":"long"${' '.repeat(4 * MIB)}}`;
    await until(async () => (await post(`${service.url}/api/dashboard/ingest`, long)).status === 200);
  });
});

/** As clients do that send all of a body before they look for an answer: an error on the way, and they never do. */
async function deliver(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const body = Buffer.alloc(20 * MIB, 'x');
  const { hostname, port, host } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  const all = { host, connection: 'close', 'content-length': body.length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.write(body, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'end');
  return text;
}

describe('a refusal before the body is read', () => {
  it.each<[string, string, Record<string, string>, number]>([
    ['POST', '/api/dashboard/ingest', { 'content-type': 'text/plain' }, 415],
    ['POST', '/api/v2/events', { 'content-type': 'text/plain' }, 415],
    ['POST', '/api/dashboard/ingest', JSON_TYPE, 413],
    ['PUT', '/api/v2/events', JSON_TYPE, 405],
    ['POST', '/api/v2/nothing', JSON_TYPE, 404],
    ['POST', '/api/v2/events', { ...JSON_TYPE, origin: 'https://evil.example' }, 403],
  ])('of %s %s %j can be read by who sends on: %d', async (method, path, headers, status) => {
    expect(await deliver(method, path, headers)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('of lines can be read as well, and is told to the sender that a proxy forwards for, and no other', async () => {
    const [greedy, other] = ['203.0.113.7', '203.0.113.8'];
    const open = await Promise.all(
      Array.from({ length: 257 }, () =>
        begin('/api/v2/events', `X-Forwarded-For: 198.51.100.1, ${greedy}\r\nContent-Length: 9`),
      ),
    );
    const send = async (address: string): Promise<number> => {
      const body = '{"type":"call.started","call_id":"a","data":{"direction":"inbound"}}\n';
      const headers = { ...LINES_TYPE, 'x-forwarded-for': address };
      return (await fetch(`${service.url}/api/v2/events`, { method: 'POST', headers, body })).status;
    };
    const refused = await deliver('POST', '/api/v2/events', { ...LINES_TYPE, 'x-forwarded-for': greedy });
    expect(refused).toMatch(/^HTTP\/1.1 429 [^]*\r\nRetry-After: 1\r\n[^]*"code":"too_many_requests"/);
    expect(await send(other)).toBe(200);
    for (const { socket } of open) socket.destroy();
    await until(async () => (await send(greedy)) === 200);
  });
});
