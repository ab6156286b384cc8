import { exchange } from './support/exchange';
import type { RunningService } from './support/service';
import { startWithTokens, TOKENS } from './support/tokens';

const { ingest: INGEST, read: READ, all: ALL } = TOKENS;
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = { accept: 'text/html,application/xhtml+xml' };

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code?: string }).code;

/** The cursor of the last stored event. */
async function stored(service: RunningService): Promise<unknown> {
  return ((await (await fetch(`${service.url}/health`)).json()) as { head: string | null }).head;
}

describe('a service with tokens', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await startWithTokens();
  });

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body: string | null = null) =>
    fetch(service.url + path, { method, headers, body, redirect: 'manual' });

  it.each([
    ['/api/v2/calls', 'application/problem+json'],
    ['/metrics', 'application/problem+json'],
    ['/openapi.json', 'application/problem+json'],
    ['/asyncapi.json', 'application/problem+json'],
    ['/api/dashboard/events', 'application/json'],
    ['/api/v1/calls', 'application/json'],
    ['/', 'application/json'],
  ])('asks for one at %s, before a byte of the answer', async (path, type) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(await codeOf(answer)).toBe('unauthorized');
  });

  it.each(['/health', '/ready'])('asks for none at %s', async (path) => {
    expect((await ask(path)).status).toBe(200);
  });

  it('lets each token do what it is for', async () => {
    const post = (token: string, path: string, body: object) =>
      ask(path, { ...JSON_TYPE, ...bearer(token) }, 'POST', JSON.stringify(body));
    const event = { id: 'e1', type: 'call.started', call_id: 'scoped', data: { direction: 'inbound' } };
    expect(await codeOf(await post(READ, '/api/v2/events', event))).toBe('forbidden_scope');
    expect((await post(READ, '/api/dashboard/calls/delete', { call_ids: [] })).status).toBe(403);
    expect((await post(INGEST, '/api/dashboard/calls/delete', { call_ids: [] })).status).toBe(403);
    expect((await ask('/api/v2/calls', bearer(INGEST))).status).toBe(403);
    expect(await stored(service)).toBeNull();
    expect((await post(INGEST, '/api/v2/events', event)).status).toBe(200);
    expect((await ask('/api/v2/calls/scoped', bearer(READ))).status).toBe(200);
    expect((await ask('/api/dashboard/calls/scoped', bearer(READ), 'DELETE')).status).toBe(403);
    expect((await post(ALL, '/api/dashboard/calls/delete', { call_ids: ['scoped'] })).status).toBe(200);
  });

  it('takes calls from this machine without one, but not from a proxy', async () => {
    const send = (headers: Record<string, string>) =>
      ask('/api/dashboard/ingest', { ...JSON_TYPE, ...headers }, 'POST', '{"call_id":"free"}');
    expect((await send({})).status).toBe(200);
    expect((await send({ 'x-forwarded-for': '127.0.0.1' })).status).toBe(401);
    expect((await send({ forwarded: 'for=127.0.0.1' })).status).toBe(401);
    expect((await send(bearer('not-one-of-ours'))).status).toBe(401);
  });

  it('sees a proxy behind any number of headers', async () => {
    const body = '{"call_id":"hidden"}';
    const head = `POST /api/dashboard/ingest HTTP/1.1\r\nHost: ${new URL(service.url).host}\r\nConnection: close\r\n`;
    const type = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
    const junk = 'a:b\r\n'.repeat(1_001);
    expect(await exchange(service.url, `${head}${type}${junk}\r\n${body}`)).toMatch(/^HTTP\/1.1 200 /);
    const forwarded = `${head}${type}${junk}X-Forwarded-For: 203.0.113.7\r\n\r\n${body}`;
    expect(await exchange(service.url, forwarded)).toMatch(/^HTTP\/1.1 401 /);
  });

  it('refuses a long body in words that its sender gets to read', async () => {
    const body = 'x'.repeat(5_000_000);
    const answer = await ask('/api/v2/events', { ...JSON_TYPE, ...bearer('not-one-of-ours') }, 'POST', body);
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'unauthorized']);
  });

  it('gives a browser a session for a token, which reads and ends', async () => {
    const asked = await ask('/', HTML);
    expect([asked.status, asked.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(await asked.text()).toContain('<form method="post" action="/login">');
    const form = { ...HTML, 'content-type': 'application/x-www-form-urlencoded', origin: service.url };
    const login = await ask('/login', form, 'POST', `token=${ALL}`);
    expect([login.status, login.headers.get('location')]).toEqual([303, '/']);
    const setCookie = login.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(/^callscope_session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    expect(setCookie).not.toContain(ALL);
    const cookie = setCookie.split(';', 1)[0] ?? '';
    expect((await ask('/', { ...HTML, cookie })).status).toBe(200);
    expect((await ask('/api/v2/calls', { cookie })).status).toBe(200);
    const hide = (headers: Record<string, string>) =>
      ask('/api/dashboard/calls/delete', { ...JSON_TYPE, cookie, ...headers }, 'POST', '{"call_ids":[]}');
    expect((await hide({})).status).toBe(401);
    expect((await hide({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await hide({ origin: service.url })).status).toBe(200);
    const logout = await ask('/logout', { cookie, origin: service.url }, 'POST');
    expect([logout.status, logout.headers.get('set-cookie')]).toEqual([
      303,
      'callscope_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    expect((await ask('/api/v2/calls', { cookie })).status).toBe(401);
  });

  it('gives no session to a foreign form, to a token that cannot read, nor over TLS without Secure', async () => {
    const form = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' };
    const logIn = (token: string, headers: Record<string, string>) =>
      ask('/login', { ...form, ...headers }, 'POST', `token=${token}`);
    expect((await logIn(ALL, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await logIn(ALL, { origin: 'null' })).status).toBe(403);
    const small = await logIn(INGEST, { origin: service.url });
    expect([small.status, small.headers.get('set-cookie')]).toEqual([403, null]);
    const tls = await logIn(READ, { 'x-forwarded-proto': 'https' });
    expect(tls.headers.get('set-cookie')).toMatch(/; Secure$/);
    expect((await ask('/login', JSON_TYPE, 'POST', '{}')).status).toBe(415);
    expect((await ask('/login', form, 'POST', 'x'.repeat(5_000))).status).toBe(413);
  });

  it('takes none in the address', async () => {
    const answer = await ask(`/api/v2/calls?token=${ALL}&limit=1`);
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'unauthorized']);
  });

  it('never writes one down, nor says one', () => {
    for (const token of [INGEST, READ, ALL]) expect(service.stderr()).not.toContain(token);
    expect(service.stderr()).not.toContain('callscope_session');
  });
});

describe('an address that shows wrong tokens', () => {
  it('is not listened to for a minute, but may send what needs none', async () => {
    const service = await startWithTokens();
    const read = (token: string) => fetch(`${service.url}/api/v2/calls`, { headers: bearer(token) });
    for (let i = 0; i < 10; i += 1) expect((await read(`wrong-${i}`)).status).toBe(401);
    const locked = await read(READ);
    expect([locked.status, await codeOf(locked)]).toEqual([429, 'too_many_requests']);
    const seconds = Number(locked.headers.get('retry-after'));
    expect(seconds > 0 && seconds <= 60).toBe(true);
    const form = { method: 'POST', headers: HTML, body: new URLSearchParams({ token: READ }) };
    expect((await fetch(`${service.url}/login`, form)).status).toBe(429);
    expect((await fetch(`${service.url}/health`)).status).toBe(200);
    const post = { method: 'POST', headers: JSON_TYPE, body: '{"call_id":"free"}' };
    expect((await fetch(`${service.url}/api/dashboard/ingest`, post)).status).toBe(200);
  });
});

describe('an address that a proxy on this machine forwards for', () => {
  it('is the one that is locked, and nobody else behind that proxy', async () => {
    const service = await startWithTokens();
    const read = (token: string, forwardedFor: string) =>
      fetch(`${service.url}/api/v2/calls`, { headers: { ...bearer(token), 'x-forwarded-for': forwardedFor } });
    for (let i = 0; i < 10; i += 1) {
      expect((await read(`wrong-${i}`, `198.51.100.${i}, 203.0.113.7`)).status).toBe(401);
    }
    expect((await read(READ, '203.0.113.7')).status).toBe(429);
    expect((await read(READ, '203.0.113.8')).status).toBe(200);
    expect((await fetch(`${service.url}/api/v2/calls`, { headers: bearer(READ) })).status).toBe(200);
    const logIn = (address: string) => {
      const headers = { ...HTML, 'x-forwarded-for': address };
      return fetch(`${service.url}/login`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ token: READ }),
        redirect: 'manual',
      });
    };
    expect([(await logIn('203.0.113.7')).status, (await logIn('203.0.113.8')).status]).toEqual([429, 303]);
  });
});

describe("Patter's ?token=, when it is allowed", () => {
  it('is taken, kept out of the log, and taken out of the address of the page', async () => {
    const service = await startWithTokens('--allow-query-token', '--ingest-token', 'required');
    expect((await fetch(`${service.url}/api/dashboard/calls?token=${READ}`)).status).toBe(200);
    const ingest = `${service.url}/api/dashboard/ingest`;
    const post = { method: 'POST', headers: JSON_TYPE, body: '{"call_id":"a"}' };
    expect((await fetch(ingest, post)).status).toBe(401);
    expect((await fetch(`${ingest}?token=${INGEST}`, post)).status).toBe(200);
    const page = await fetch(`${service.url}/?token=${READ}`, { headers: HTML, redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/']);
    expect(page.headers.get('set-cookie')).toMatch(/^callscope_session=/);
    for (const token of [INGEST, READ]) expect(service.stderr()).not.toContain(token);
  });
});
