import fc from 'fast-check';
import { RUNS } from '../libs/call-events/src/testing';
import { sendRaw } from './support/raw-http';
import { type RunningService, startService } from './support/service';

/** What nobody would send on purpose: after each of them the service answers the next request as if nothing was. */
const NEXT_ANSWER_MS = 500;
const NUM_RUNS = Math.max(20, RUNS.numRuns / 2);

/** Bytes that promise more than they are have to be waited for; where the length is right, the close tells the end. */
jest.setTimeout(120_000 + NUM_RUNS * 600);

const POSTS = ['/api/dashboard/ingest', '/api/v2/events', '/api/dashboard/calls/delete', '/api/v2/calls/hide'];
const GETS = ['/api/dashboard/calls', '/api/v2/calls', '/api/v2/stats', '/api/v2/events', '/api/v1/calls', '/ready'];

/** Names that mean something here, so that what is drawn gets past the first look. */
const key = fc.oneof(
  fc.constantFrom('call_id', 'type', 'data', 'events', 'metrics', 'turns', 'ended_at', 'occurred_at', 'turn', 'source'),
  fc.constantFrom('transcript', 'cost', 'latency', 'id', 'status', 'call_ids', '__proto__', 'constructor', 'toString'),
  fc.string({ maxLength: 5 }),
);
/** All that JSON can say: `undefined` is not among it. */
const leaf = fc.oneof(
  fc.constantFrom('call.started', 'call.ended', 'turn.completed', 'cost.recorded', 'x.custom', 'a', '', null, true),
  fc.constantFrom(0, -1, 1e308, -0, 1.5, 2 ** 53, 1e21),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 6 }),
  ),
}));

const headerName = fc.constantFrom(
  ...['content-type', 'content-encoding', 'content-length', 'transfer-encoding', 'accept', 'host', 'origin', 'expect'],
  ...['authorization', 'cookie', 'last-event-id', 'x-forwarded-for', 'connection', 'range', 'if-none-match', 'x'],
);
const headerValue = fc.oneof(
  fc.constantFrom('application/json', 'application/x-ndjson', 'text/event-stream', 'gzip', 'br', 'chunked', '0', '-1'),
  fc.constantFrom('application/json; charset=utf-8', '99999999999999999999', 'Bearer x', 'keep-alive', '*/*', ''),
  fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
);

describe('any input', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService();
  });

  /** No 5xx but "not now", nothing that is not JSON where there is a body, and the next one is answered in time. */
  async function staysSound(request: string | Uint8Array): Promise<void> {
    const { statuses, text } = await sendRaw(service.url, request);
    expect(statuses.filter((status) => status >= 500 && status !== 503 && status !== 505)).toEqual([]);
    // The page and the docs are HTML; no error is, and none shows a stack.
    if (!statuses.includes(200)) expect(/<!doctype|<html|\n {4}at /i.test(text)).toBe(false);
    const began = performance.now();
    const health = await fetch(`${service.url}/health`);
    expect(health.status).toBe(200);
    await health.arrayBuffer();
    expect(performance.now() - began).toBeLessThan(NEXT_ANSWER_MS);
  }

  const request = (
    method: string,
    path: string,
    headers: readonly (readonly [string, string])[],
    body: string,
  ): string =>
    [`${method} ${path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
  const length = (body: string): readonly [string, string] => ['content-length', String(Buffer.byteLength(body))];

  it('of raw bytes leaves it sound', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), staysSound), { numRuns: NUM_RUNS });
  });

  it('of raw bytes as a body leaves it sound', async () => {
    const body = fc.uint8Array({ maxLength: 300 });
    const type = fc.constantFrom('application/json', 'application/x-ndjson');
    const encoding = fc.constantFrom('identity', 'gzip', 'deflate', 'br');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...POSTS), type, encoding, body, (path, mediaType, coding, bytes) => {
        const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${mediaType}\r\nContent-Encoding: ${coding}\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
        return staysSound(Buffer.concat([Buffer.from(head), bytes]));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it('of any JSON leaves it sound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...POSTS), fc.boolean(), json, (path, lines, value) => {
        const body = JSON.stringify(value);
        const type = lines ? 'application/x-ndjson' : 'application/json';
        const headers = [['content-type', type], length(body), ['connection', 'close']] as const;
        return staysSound(request('POST', path, [['Host', 'localhost'], ...headers], body));
      }),
      { numRuns: NUM_RUNS * 2 },
    );
  });

  it('of any headers and queries leaves it sound', async () => {
    const query = fc.dictionary(
      fc.constantFrom('limit', 'offset', 'from', 'to', 'window', 'sort', 'q', 'cursor', 'after', 'types', 'format'),
      fc.oneof(headerValue, fc.constantFrom('50', '1h', 'x', '-5', 'cost_usd:desc', '%', '%00', 'null')),
      { maxKeys: 4 },
    );
    const headers = fc.array(fc.tuple(headerName, headerValue), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'get'),
        fc.constantFrom(...GETS, ...POSTS, '/', '/nothing', '//', '/%ff', '/api/v2/calls/%2e%2e'),
        query,
        headers,
        (method, path, asked, sent) => {
          const text = Object.entries(asked).map(([name, value]) => `${name}=${value.replaceAll(' ', '+')}`);
          const target = text.length > 0 ? `${path}?${text.join('&')}` : path;
          return staysSound(request(method, target, [['Host', 'localhost'], ...sent], ''));
        },
      ),
      { numRuns: NUM_RUNS * 2 },
    );
  });

  it('has not made it tell of a failure', () => {
    expect(service.stderr()).not.toMatch(/internal_error|unhandled|"level":60/i);
  });
});
