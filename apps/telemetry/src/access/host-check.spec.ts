import { constantFrom, property, string, assert as check } from 'fast-check';
import { decided } from './testing/decided';

const host = (...hosts: string[]): string => decided({ hosts });

describe('the Host of a request', () => {
  it.each(['localhost:8000', '127.0.0.1:8000', '[::1]:8000', 'localhost', '127.0.0.1', '[::1]', 'LocalHost:8000'])(
    'is ours: %s',
    (name) => {
      expect(host(name)).toBe('allowed');
    },
  );

  it.each(['localhost:9000', '127.0.0.1:443', '[::1]:9000'])(
    'is ours on a port that is forwarded to us: %s',
    (name) => {
      expect(host(name)).toBe('allowed');
    },
  );

  it.each([
    'evil.example',
    'evil.example:8000',
    'localhost.evil.example:8000',
    '127.0.0.1.evil.example',
    'evil.example@localhost:8000',
    'localhost:8000@evil.example',
    'localhost:8000/evil.example',
    'localhost:123456',
    'localhost:port',
    'localhost:8000:8000',
    'localhost:',
    'localhost.:8000',
    '127.0.0.2:8000',
    '127.1:8000',
    '2130706433:8000',
    '[::ffff:127.0.0.1]:8000',
    '[::1',
    '::1',
    '0.0.0.0:8000',
    '',
    ' ',
    'localhost:8000, evil.example',
    'localhost:8000 ',
  ])('is not ours: "%s"', (name) => {
    expect(host(name)).toBe('host_not_allowed');
  });

  it('is refused when there is none, or two, even of the same', () => {
    expect(host()).toBe('host_not_allowed');
    expect(host('localhost:8000', 'evil.example')).toBe('host_not_allowed');
    expect(host('localhost:8000', 'localhost:8000')).toBe('host_not_allowed');
  });

  it('is never ours when nobody chose it', () => {
    check(
      property(string({ unit: 'grapheme' }), constantFrom('', ':8000', ':1'), (name, port) => {
        const known = ['localhost', '127.0.0.1', '[::1]', ''].includes(name.toLowerCase());
        expect(known || host(name + port) === 'host_not_allowed').toBe(true);
      }),
    );
  });
});

describe('the address that is bound', () => {
  it.each([
    ['192.168.1.5', '192.168.1.5:8000'],
    ['127.3.2.1', '127.3.2.1:8000'],
    ['Calls.example', 'calls.example:8000'],
    ['2001:DB8:0::1', '[2001:db8::1]:8000'],
  ])('is a host of ours: %s', (bound, name) => {
    expect(decided({ hosts: [name] }, { host: bound })).toBe('allowed');
    expect(decided({ hosts: ['evil.example:8000'] }, { host: bound })).toBe('host_not_allowed');
  });

  it.each([
    ['0.0.0.0', '192.168.1.5', '192.168.1.5:8000', 'allowed'],
    ['::', '::ffff:192.168.1.5', '192.168.1.5:8000', 'allowed'],
    ['::', '2001:db8::1', '[2001:db8::1]', 'allowed'],
    ['0.0.0.0', '192.168.1.5', '192.168.1.5:9000', 'allowed'],
    ['0.0.0.0', '192.168.1.5', '192.168.1.6:8000', 'host_not_allowed'],
    ['0.0.0.0', '192.168.1.5', '0.0.0.0:8000', 'host_not_allowed'],
    ['192.168.1.4', '192.168.1.5', '192.168.1.5:8000', 'host_not_allowed'],
  ])('when it is %s, a connection to %s may name %s: %s', (bound, to, name, code) => {
    expect(decided({ hosts: [name], to }, { host: bound })).toBe(code);
  });
});

describe('a host of the allow-list', () => {
  const allowHosts = ['calls.example', 'tools.example:8443', '[2001:db8::2]'];
  it.each([
    ['calls.example', 'allowed'],
    ['CALLS.example:443', 'allowed'],
    ['[2001:db8::2]:9000', 'allowed'],
    ['tools.example:8443', 'allowed'],
    ['tools.example', 'host_not_allowed'],
    ['tools.example:8000', 'host_not_allowed'],
    ['calls.example:port', 'host_not_allowed'],
    ['calls.example:', 'host_not_allowed'],
    ['x.calls.example', 'host_not_allowed'],
    ['calls.example.evil.example', 'host_not_allowed'],
  ])('comes with the port that was given, or with any: %s is %s', (name, code) => {
    expect(decided({ hosts: [name] }, { allowHosts })).toBe(code);
  });
});

describe('a host in the first line', () => {
  it.each([
    ['http://localhost:8000/health', 'allowed'],
    ['http://evil.example/health', 'host_not_allowed'],
    ['http://evil.example', 'host_not_allowed'],
    ['HTTP://user@localhost:8000/', 'host_not_allowed'],
  ])('counts as well: %s is %s', (url, code) => {
    expect(decided({ url })).toBe(code);
  });
});
