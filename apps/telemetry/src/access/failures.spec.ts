import { Failures } from './failures';

let now: number;
let failures: Failures;

beforeEach(() => {
  now = 1_000_000;
  failures = new Failures(() => now);
});

function fail(address: string | undefined, times: number): void {
  for (let i = 0; i < times; i += 1) failures.note(address);
}

it('locks an address after ten failures, for the rest of the minute', () => {
  fail('1.2.3.4', 9);
  expect(failures.secondsLocked('1.2.3.4')).toBe(0);
  now += 20_500;
  fail('1.2.3.4', 1);
  expect(failures.secondsLocked('1.2.3.4')).toBe(40);
  expect(failures.secondsLocked('1.2.3.5')).toBe(0);
  now += 39_500;
  expect(failures.secondsLocked('1.2.3.4')).toBe(0);
  fail('1.2.3.4', 9);
  expect(failures.secondsLocked('1.2.3.4')).toBe(0);
});

it.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
  ['2001:db8::1', '2001:db8:0:0:1:2:3:4', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::1', '::2', true],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.2', false],
  ['fe80::1%eth0', 'fe80::2', true],
])('counts %s and %s as one: %s', (one, other, isOne) => {
  fail(one, 10);
  expect(failures.secondsLocked(other) > 0).toBe(isOne);
});

it('remembers the last ten thousand addresses and no more', () => {
  fail('first', 10);
  for (let i = 0; i < 9_999; i += 1) failures.note(`10.${i}`);
  expect(failures.secondsLocked('first')).toBe(60);
  failures.note('one more');
  expect(failures.secondsLocked('first')).toBe(0);
});
