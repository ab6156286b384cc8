import type { IncomingHttpHeaders } from 'node:http';
import { assert as check, constantFrom, property, string } from 'fast-check';
import type { AccessToken, Scope } from '../settings/settings';
import { accessPolicy } from './access-policy';
import { decide, type DoorMemory } from './decide';
import { decided, NOTHING_REMEMBERED, OPEN_DOOR } from './testing/decided';
import { requestOf, type Sent } from './testing/request';

const tokens: readonly AccessToken[] = [
  { scopes: ['ingest'], token: 'ingest-0123456789abcdef' },
  { scopes: ['read'], token: 'read-0123456789abcdef' },
  { scopes: ['admin'], token: 'admin-0123456789abcdef' },
];
const ALL = 'all-of-it-0123456789abcdef';
const withTokens = { tokens: [...tokens, { scopes: ['ingest', 'read', 'admin'] as const, token: ALL }] };
const REMOTE = '192.168.1.9';
const bearer = (token: string): IncomingHttpHeaders => ({ authorization: `Bearer ${token}` });

const NEEDED: [string, string, Scope | null][] = [
  ['GET', '/health', null],
  ['GET', '/ready', null],
  ['HEAD', '/health?x=1', null],
  ['POST', '/login', null],
  ['POST', '/logout', null],
  ['GET', '/', 'read'],
  ['GET', '/metrics', 'read'],
  ['GET', '/openapi.json', 'read'],
  ['GET', '/asyncapi.json', 'read'],
  ['GET', '/api/v2/calls?limit=1', 'read'],
  ['HEAD', '/api/dashboard/events', 'read'],
  ['GET', '/api/dashboard/export/calls', 'read'],
  ['GET', '/HEALTH', 'read'],
  ['GET', '//health', 'read'],
  ['GET', '/health/', 'read'],
  ['GET', '/healthz', 'read'],
  ['GET', '/health#/api', 'read'],
  ['OPTIONS', '/api/v2/events', 'read'],
  ['GET', '/login', 'read'],
  ['POST', '/api/dashboard/ingest', 'ingest'],
  ['POST', '/api/v2/events?x', 'ingest'],
  ['POST', '/API/v2/events', 'admin'],
  ['POST', '/api/v2/events/', 'admin'],
  ['POST', '/api/v2/calls/hide', 'admin'],
  ['POST', '/api/v2/calls/unhide', 'admin'],
  ['POST', '/api/dashboard/calls/delete', 'admin'],
  ['DELETE', '/api/dashboard/calls/x', 'admin'],
  ['DELETE', '/api/v2/calls/x?erase=true', 'admin'],
  ['PUT', '/api/v2/events', 'admin'],
  ['TRACE', '/', 'admin'],
];

describe('with tokens', () => {
  it.each(NEEDED)('%s %s needs the scope %s', (method, url, needed) => {
    const sent = { method, url, from: REMOTE };
    expect(decided(sent, withTokens)).toBe(needed === null ? 'allowed' : 'unauthorized');
    for (const { scopes, token } of tokens) {
      const isEnough = needed === null || scopes.includes(needed);
      expect(decided({ ...sent, headers: bearer(token) }, withTokens)).toBe(isEnough ? 'allowed' : 'forbidden_scope');
    }
    expect(decided({ ...sent, headers: bearer(ALL) }, withTokens)).toBe('allowed');
  });

  it.each(NEEDED)('without any, %s %s is open', (method, url) => {
    expect(decided({ method, url, from: REMOTE })).toBe('allowed');
  });

  it('lets nobody in by a token that is not quite one', () => {
    const near = [
      ALL.slice(1),
      ALL.slice(0, -1),
      `${ALL}x`,
      ALL.toUpperCase(),
      ` ${ALL} x`,
      `"${ALL}"`,
      '',
      'x'.repeat(9_999),
    ];
    for (const token of near) expect(decided({ headers: bearer(token) }, withTokens)).toBe('unauthorized');
    check(
      property(string({ unit: 'binary-ascii' }), (token) => {
        expect(decided({ headers: bearer(token) }, withTokens)).toBe('unauthorized');
      }),
    );
  });

  it('takes the word Bearer in any letters, and leaves other schemes to others', () => {
    expect(decided({ headers: { authorization: `bEARER  ${ALL}` } }, withTokens)).toBe('allowed');
    expect(decided({ headers: { authorization: `Basic ${ALL}` } }, withTokens)).toBe('unauthorized');
    expect(decided({ headers: { authorization: ALL } }, withTokens)).toBe('unauthorized');
  });

  it('takes one in the address only when that is allowed', () => {
    const sent = { url: `/api/dashboard/events?x=1&token=${ALL}` };
    expect(decided(sent, withTokens)).toBe('unauthorized');
    expect(decided(sent, { ...withTokens, allowQueryToken: true })).toBe('allowed');
    const wrong = { url: '/api/dashboard/events?token=no' };
    expect(decided(wrong, { ...withTokens, allowQueryToken: true })).toBe('unauthorized');
  });

  it('still looks at Host and Origin first, and says nothing of the token', () => {
    expect(decided({ hosts: ['evil.example'], headers: bearer(ALL) }, withTokens)).toBe('host_not_allowed');
    expect(decided({ headers: { ...bearer(ALL), origin: 'null' } }, withTokens)).toBe('origin_not_allowed');
  });

  it('counts a wrong token as a failure, but not a missing one nor a small one', () => {
    const policy = accessPolicy({ ...OPEN_DOOR, ...withTokens }, 8_000);
    const isFailure = (headers: IncomingHttpHeaders): unknown =>
      decide(requestOf({ headers }), policy, NOTHING_REMEMBERED).verdict;
    expect(isFailure(bearer('wrong'))).toMatchObject({ isFailure: true });
    expect(isFailure({})).toMatchObject({ isFailure: false });
    expect(isFailure(bearer('ingest-0123456789abcdef'))).toMatchObject({ isFailure: false });
  });

  it('does not look at tokens of an address that failed too often, not even at right ones', () => {
    const memory: DoorMemory = { ...NOTHING_REMEMBERED, secondsLocked: (from) => (from === REMOTE ? 42 : 0) };
    expect(decided({ from: REMOTE, headers: bearer(ALL) }, withTokens, memory)).toBe('too_many_requests');
    expect(decided({ from: REMOTE, headers: bearer('wrong') }, withTokens, memory)).toBe('too_many_requests');
    expect(decided({ from: '192.168.1.8', headers: bearer(ALL) }, withTokens, memory)).toBe('allowed');
    expect(decided({ from: REMOTE }, withTokens, memory)).toBe('unauthorized');
    expect(decided({ from: REMOTE, url: '/health', headers: bearer('wrong') }, withTokens, memory)).toBe('allowed');
  });
});

describe('intake from this machine', () => {
  const ingest: Sent = { method: 'POST', url: '/api/dashboard/ingest' };

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('needs no token: %s', (from) => {
    expect(decided({ ...ingest, from }, withTokens)).toBe('allowed');
    expect(decided({ ...ingest, url: '/api/v2/events', from }, withTokens)).toBe('allowed');
    expect(decided({ ...ingest, from }, { ...withTokens, ingestToken: 'required' })).toBe('unauthorized');
    expect(decided({ from }, withTokens)).toBe('unauthorized');
    expect(decided({ method: 'POST', url: '/api/dashboard/calls/delete', from }, withTokens)).toBe('unauthorized');
  });

  it.each(['192.168.1.9', '1.127.0.0', '::ffff:10.0.0.1', 'fe80::127.0.0.1', '::2'])('is not from %s', (from) => {
    expect(decided({ ...ingest, from }, withTokens)).toBe('unauthorized');
  });

  it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-anything', 'x-real-ip', 'via'])(
    'is not what a proxy hands on with %s',
    (name) => {
      expect(decided({ ...ingest, headers: { [name]: '127.0.0.1' } }, withTokens)).toBe('unauthorized');
    },
  );

  it('is asked for no more than it shows, but what it shows must be right', () => {
    expect(decided({ ...ingest, headers: bearer('wrong') }, withTokens)).toBe('unauthorized');
    expect(decided({ ...ingest, headers: bearer('read-0123456789abcdef') }, withTokens)).toBe('forbidden_scope');
  });
});

describe("the page's cookie", () => {
  const memory: DoorMemory = {
    ...NOTHING_REMEMBERED,
    scopesOfSession: (name) => (name === 'mine' ? ['read', 'admin'] : null),
  };
  const cookie = 'theme=dark; callscope_session=mine';
  const hide: Sent = { method: 'POST', url: '/api/v2/calls/hide' };
  const at = (sent: Sent): string => decided(sent, withTokens, memory);

  it('reads what its token could read', () => {
    expect(at({ headers: { cookie } })).toBe('allowed');
    expect(at({ headers: { cookie: 'callscope_session=other' } })).toBe('unauthorized');
    expect(at({ headers: { cookie: 'xcallscope_session=mine' } })).toBe('unauthorized');
    expect(
      at({ method: 'POST', url: '/api/v2/events', from: REMOTE, headers: { cookie, origin: 'http://localhost:8000' } }),
    ).toBe('forbidden_scope');
  });

  it.each<[IncomingHttpHeaders, string]>([
    [{}, 'unauthorized'],
    [{ 'sec-fetch-site': 'none' }, 'unauthorized'],
    [{ 'sec-fetch-site': 'same-origin' }, 'allowed'],
    [{ origin: 'http://127.0.0.1:8000' }, 'allowed'],
    [{ origin: 'http://127.0.0.1:3000' }, 'origin_not_allowed'],
    [{ origin: 'https://tools.example' }, 'unauthorized'],
  ])('writes only for our own page: %j is %s', (headers, code) => {
    const settings = { ...withTokens, allowOrigins: ['https://tools.example'] };
    expect(decided({ ...hide, headers: { cookie, ...headers } }, settings, memory)).toBe(code);
  });
});

it('decides on anything without throwing', () => {
  const anything = string({ unit: 'binary' });
  check(
    property(constantFrom('GET', 'POST', 'X'), anything, anything, anything, (method, url, authorization, cookie) => {
      const code = decided(
        { method, url, headers: { authorization, cookie } },
        { ...withTokens, allowQueryToken: true },
      );
      expect(code).toMatch(/^(unauthorized|allowed|host_not_allowed)$/);
    }),
  );
});
