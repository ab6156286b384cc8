import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { exchange } from './support/exchange';
import { type RunningService, startService } from './support/service';

const JSON_TYPE = { 'content-type': 'application/json' };

const SAFETY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code?: string }).code;
const headersOf = (answer: Response, names: object) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, answer.headers.get(name)]));

/** The cursor of the last stored event. */
async function stored(service: RunningService): Promise<unknown> {
  return ((await (await fetch(`${service.url}/health`)).json()) as { head: string | null }).head;
}

describe('a service without tokens', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await startService({ args: ['--allow-origin', 'https://tools.example'] });
  });

  it.each([
    ['a name of somebody else', 'Host: evil.example\r\n'],
    ['our name and a port that is none', 'Host: localhost:x\r\n'],
    ['no name', ''],
    ['two names', 'Host: localhost\r\nHost: localhost\r\n'],
    ['bytes that are no name', 'Host: \xff<script>\r\n'],
  ])('refuses a Host with %s, on every path, and stores nothing', async (_what, host) => {
    const before = await stored(service);
    const body = '{"call_id":"rebound"}';
    const rest = `${host}Content-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    for (const line of ['POST /api/dashboard/ingest', 'GET /', 'GET /api/dashboard/events', 'GET /health', 'PUT /x']) {
      const answer = await exchange(service.url, `${line} HTTP/1.1\r\n${rest}`);
      expect(answer).toMatch(/^HTTP\/1.1 403 /);
      expect(answer).toContain('"code":"host_not_allowed"');
      expect(answer).toContain('X-Frame-Options: DENY');
      expect(answer).not.toContain('script>');
    }
    expect(await stored(service)).toBe(before);
  });

  it('refuses a host in the first line that is not ours', async () => {
    const answer = await exchange(
      service.url,
      'GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toContain('host_not_allowed');
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('answers to %s', async (name) => {
    const { port } = new URL(service.url);
    const bytes = `GET /health HTTP/1.1\r\nHost: ${name}:${port}\r\nConnection: close\r\n\r\n`;
    expect(await exchange(service.url, bytes)).toMatch(/^HTTP\/1.1 200 /);
  });

  it.each([
    ['/api/v2/calls', 'application/problem+json'],
    ['/ready', 'application/problem+json'],
    ['/api/dashboard/calls', 'application/json'],
    ['/', 'application/json'],
  ])('refuses a foreign Origin at %s in the words of that surface, with no CORS header', async (path, type) => {
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await fetch(service.url + path, { headers: { origin } });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-type')).toContain(type);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(await codeOf(answer)).toBe('origin_not_allowed');
    }
  });

  it('refuses what a browser says comes from another site', async () => {
    // fetch itself would set these headers, so an older client has to say them.
    const headers = { ...JSON_TYPE, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    const status = await new Promise((resolve, reject) => {
      const sending = httpRequest(`${service.url}/api/dashboard/ingest`, { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sending.on('error', reject).end('{"call_id":"x"}');
    });
    expect(status).toBe(403);
  });

  it('lets an origin of the allow-list ask and read, by its exact name', async () => {
    const origin = 'https://tools.example';
    const asked = await fetch(`${service.url}/api/v2/events`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect(asked.status).toBe(204);
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, HEAD, POST, DELETE',
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      vary: 'Origin',
    });
    const read = await fetch(`${service.url}/api/v2/events`, { headers: { origin } });
    expect(read.headers.get('access-control-allow-origin')).toBe(origin);
    const readable = 'Retry-After, X-Request-Id, Content-Disposition';
    expect(read.headers.get('access-control-expose-headers')).toBe(readable);
    expect((await fetch(`${service.url}/health`)).headers.has('access-control-expose-headers')).toBe(false);
    expect(read.headers.get('vary')).toBe('Origin, Accept');
    expect((await fetch(`${service.url}/health`)).headers.get('vary')).toBe('Origin');
    const foreign = { origin: 'https://tools.example.evil.example', 'access-control-request-method': 'POST' };
    const refused = await fetch(`${service.url}/api/v2/events`, { method: 'OPTIONS', headers: foreign });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it.each([
    ['GET', '/health', 200],
    ['GET', '/api/v2/calls', 200],
    ['GET', '/api/v2/nothing', 404],
    ['GET', '/api/dashboard/calls/%E0%A4%A', 400],
    ['PUT', '/api/v2/events', 405],
    ['POST', '/api/dashboard/ingest', 415],
    ['POST', '/login', 404],
    ['GET', '/api/dashboard/events', 200],
    ['GET', '/api/v2/live', 200],
  ])('answers %s %s with the headers of safety', async (method, path, status) => {
    const over = new AbortController();
    const answer = await fetch(service.url + path, { method, signal: over.signal });
    expect(answer.status).toBe(status);
    expect(headersOf(answer, SAFETY)).toEqual(SAFETY);
    over.abort();
  });

  it.each([
    ['/health', 'no-store'],
    ['/ready', 'no-store'],
    ['/metrics', 'no-store'],
    ['/api/v2/calls', 'no-store'],
    ['/api/v2/export?format=csv', 'no-store'],
    ['/api/v2/nothing', 'no-store'],
    ['/api/dashboard/calls', 'no-store'],
    ['/api/dashboard/export/calls', 'no-store'],
    ['/api/v1/calls', 'no-store'],
    ['/api/v2/live', 'no-cache, no-transform'],
    ['/api/dashboard/events', 'no-cache, no-transform'],
    ['/', 'no-cache'],
    ['/docs', 'no-cache'],
    ['/openapi.json', 'no-cache'],
    ['/asyncapi.json', 'no-cache'],
  ])('says whether %s may be kept: %s', async (path, kept) => {
    const over = new AbortController();
    const answer = await fetch(service.url + path, { signal: over.signal });
    expect(answer.headers.get('cache-control')).toBe(kept);
    over.abort();
  });

  it('gives the page a policy by the hashes of what it holds, without any unsafe word', async () => {
    const answer = await fetch(service.url);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'/,
    );
    const inline = [...(await answer.text()).matchAll(/<(script|style)[^>]*>([^]*?)<\/\1>/g)];
    expect(inline.map(([, tag]) => tag).sort()).toEqual(['script', 'style']);
    for (const [, , text = ''] of inline) {
      expect(policy).toContain(createHash('sha256').update(text).digest('base64'));
    }
    expect(policy).not.toContain('unsafe');
    expect(headersOf(answer, SAFETY)).toEqual({ ...SAFETY, 'content-security-policy': policy });
  });
});
