import { isLoopback } from './loopback';

it.each(['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1', '0000::0001', 'localhost', 'LocalHost'])(
  'only this machine can reach %s',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

it.each([
  '0.0.0.0',
  '::',
  '10.0.0.1',
  '128.0.0.1',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '127.1',
  '::ffff:127.0.0.1',
  '::1%eth0',
  'fe80::1%eth0',
  '[::1]',
  '',
])('others may reach %s', (host) => {
  expect(isLoopback(host)).toBe(false);
});
