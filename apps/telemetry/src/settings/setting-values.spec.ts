import { readAllowedHost, readHost, readList, readOrigin } from './setting-values';

it.each([
  ['Calls.Example', 'calls.example'],
  ['calls.example:443', 'calls.example:443'],
  ['calls.example:80', 'calls.example:80'],
  ['call_scope:08000', 'call_scope:8000'],
  ['192.168.1.5:8000', '192.168.1.5:8000'],
  ['[FD00::0:1]:8000', '[fd00::1]:8000'],
  ['fd00::1', '[fd00::1]'],
  ['bücher.example', 'xn--bcher-kva.example'],
])('a host is brought into the form of a Host header: %s', (text, host) => {
  expect(readAllowedHost(text)).toBe(host);
});

it.each([
  ['HTTPS://Tools.Example', 'https://tools.example'],
  ['https://tools.example/', 'https://tools.example'],
  ['https://tools.example:443', 'https://tools.example'],
  ['http://localhost:5173', 'http://localhost:5173'],
  ['http://[::1]:5173', 'http://[::1]:5173'],
])('an origin is brought into the form that browsers send: %s', (text, origin) => {
  expect(readOrigin(text)).toBe(origin);
});

it.each(['[::1', 'fd00::1:8000:', 'a.example:', ':8000', 'a.example:80:80', '[::g]', 'a..b?', 'a\\b'])(
  'what is no host is refused: %s',
  (text) => {
    expect(() => readAllowedHost(text)).toThrow('must be host names');
  },
);

it.each(['-a.example', 'a-.example', 'a..b', '.a', 'a.', 'a'.repeat(254), 'a/b', 'é.example'])(
  'what cannot be bound is refused: %s',
  (text) => {
    expect(() => readHost(text)).toThrow('must be an address or a host name');
  },
);

it.each(['calls.example', 'a', 'call_scope', 'x--y.example', 'fe80::1%eth0', '0.0.0.0'])(
  'names and addresses can be bound: %s',
  (text) => {
    expect(readHost(text)).toBe(text);
  },
);

it('a list holds each of its values once', () => {
  expect(readList(readOrigin)('http://a.example, http://A.example:80 ,http://b.example')).toEqual([
    'http://a.example',
    'http://b.example',
  ]);
});
