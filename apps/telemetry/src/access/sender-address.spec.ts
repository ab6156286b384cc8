import { senderAddress } from './sender-address';
import { requestOf } from './testing/request';

const forwarded = (value: string, from = '127.0.0.1') =>
  senderAddress(requestOf({ from, headers: { 'x-forwarded-for': value } }));

it('is the address of the connection', () => {
  expect(senderAddress(requestOf({ from: '192.168.1.9' }))).toBe('192.168.1.9');
  expect(senderAddress(requestOf({ from: '127.0.0.1' }))).toBe('127.0.0.1');
});

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is the last one that a proxy at %s forwards for', (proxy) => {
  expect(forwarded('203.0.113.7', proxy)).toBe('203.0.113.7');
  expect(forwarded('198.51.100.1, 10.0.0.1,  203.0.113.7 ', proxy)).toBe('203.0.113.7');
});

it('is the address of the connection when another machine says whom it forwards for', () => {
  expect(forwarded('203.0.113.7', '192.168.1.9')).toBe('192.168.1.9');
});

it.each([
  ['203.0.113.7:50123', '203.0.113.7'],
  ['[2001:db8::1]:50123', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['unknown', 'unknown'],
])('leaves out the port: %s is %s', (value, address) => {
  expect(forwarded(value)).toBe(address);
});

it.each(['', ' ', '203.0.113.7,', 'x'.repeat(65)])('makes nothing of what is no address: %j', (value) => {
  expect(forwarded(value)).toBe('127.0.0.1');
});
