import { assert as check, property, webUrl } from 'fast-check';
import { decided } from './testing/decided';
import type { Sent } from './testing/request';

const POST: Sent = { method: 'POST', url: '/api/dashboard/ingest' };
const LINK = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('the Origin of a request', () => {
  it.each(['http://localhost:8000', 'http://127.0.0.1:8000', 'http://[::1]:8000'])('is ours: %s', (origin) => {
    expect(decided({ headers: { origin } })).toBe('allowed');
    expect(decided({ ...POST, headers: { origin, 'sec-fetch-site': 'cross-site' } })).toBe('allowed');
  });

  it.each([
    'null',
    '',
    'http://localhost',
    'http://localhost:3000',
    'http://localhost:80000',
    'https://localhost:8000',
    'http://localhost:8000/',
    'http://localhost:8000.evil.example',
    'http://evil.example:8000',
    'http://evil.example',
    'file://',
    'http://localhost:8000, http://evil.example',
  ])('is not: "%s"', (origin) => {
    for (const sent of [{}, POST, { method: 'DELETE' }, { method: 'OPTIONS' }, { url: '/health' }]) {
      expect(decided({ ...sent, headers: { origin } })).toBe('origin_not_allowed');
    }
  });

  it('is never ours when nobody chose it', () => {
    check(
      property(webUrl(), (url) => {
        expect(decided({ headers: { origin: new URL(url).origin } })).toBe('origin_not_allowed');
      }),
    );
  });

  it('is ours when it is the host that the request names, behind TLS as well', () => {
    const allowHosts = ['calls.example'];
    const at = (origin: string, name = 'calls.example'): string =>
      decided({ ...POST, hosts: [name], headers: { origin } }, { allowHosts });
    expect(at('https://calls.example')).toBe('allowed');
    expect(at('http://calls.example:3000', 'calls.example:3000')).toBe('allowed');
    expect(at('http://calls.example:3000')).toBe('origin_not_allowed');
    expect(at('https://x.calls.example')).toBe('origin_not_allowed');
  });
});

describe('an origin of the allow-list', () => {
  const allowOrigins = ['https://tools.example'];
  const origin = 'https://tools.example';

  it.each<[Sent, string]>([
    [{ headers: { origin } }, 'allowed'],
    [{ ...POST, headers: { origin, 'sec-fetch-site': 'cross-site' } }, 'allowed'],
    [{ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } }, 'preflight'],
    [{ headers: { origin: 'https://tools.example:444' } }, 'origin_not_allowed'],
    [{ headers: { origin: 'http://tools.example' } }, 'origin_not_allowed'],
    [{ headers: { 'sec-fetch-site': 'cross-site' } }, 'origin_not_allowed'],
  ])('may ask, and nobody else: %j is %s', (sent, code) => {
    expect(decided(sent, { allowOrigins })).toBe(code);
  });
});

describe('what the browser says of the site behind a request', () => {
  it.each(['same-origin', 'none', undefined])('lets ours in: %s', (site) => {
    const headers = site === undefined ? {} : { 'sec-fetch-site': site };
    expect(decided({ headers })).toBe('allowed');
    expect(decided({ ...POST, headers })).toBe('allowed');
  });

  it.each<[string, Sent, Record<string, string>, string]>([
    ['a link to the page', { url: '/?x=1' }, LINK, 'allowed'],
    ['a link to anything else', { url: '/api/dashboard/export/calls' }, LINK, 'origin_not_allowed'],
    ['a frame', { url: '/' }, { ...LINK, 'sec-fetch-dest': 'iframe' }, 'origin_not_allowed'],
    ['a script', { url: '/' }, { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }, 'origin_not_allowed'],
    ['an image', {}, { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, 'origin_not_allowed'],
    ['a form', { ...POST, url: '/' }, LINK, 'origin_not_allowed'],
    ['a word that nobody knows', {}, { 'sec-fetch-site': 'elsewhere' }, 'origin_not_allowed'],
  ])('of another site, for %s', (_what, sent, headers, code) => {
    expect(decided({ ...sent, headers: { 'sec-fetch-site': 'cross-site', ...headers } })).toBe(code);
  });

  it.each<[string, Sent, Record<string, string>, string]>([
    ['a link to anything', { url: '/api/dashboard/export/calls' }, LINK, 'allowed'],
    ['an image', {}, { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, 'origin_not_allowed'],
    ['a form', POST, LINK, 'origin_not_allowed'],
  ])('of a neighbour on this host, for %s', (_what, sent, headers, code) => {
    expect(decided({ ...sent, headers: { 'sec-fetch-site': 'same-site', ...headers } })).toBe(code);
  });
});
