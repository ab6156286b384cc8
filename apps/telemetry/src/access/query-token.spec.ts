import { array, assert as check, property, string, tuple } from 'fast-check';
import { queryToken, withoutToken } from './query-token';

it.each([
  ['/', '/'],
  ['/a?x=1', '/a?x=1'],
  ['/a?token=secret', '/a'],
  ['/a?x=1&token=secret&y=%20', '/a?x=1&y=%20'],
  ['/a?token=secret&TOKEN=secret&Token', '/a'],
  ['/a?%74oken=secret&x', '/a?x'],
  ['/a?tokens=1&a=token', '/a?tokens=1&a=token'],
  ['/a?+token=1&&', '/a?+token=1&&'],
])('%s is written down as %s', (url, hidden) => {
  expect(withoutToken(url)).toBe(hidden);
});

it('finds the token that it hides', () => {
  expect(queryToken('/a?x=1&token=a%20b&y')).toBe('a b');
  expect(queryToken('/a?x=1')).toBeNull();
  expect(queryToken('/token=1')).toBeNull();
});

it('leaves no token, whatever stands beside it', () => {
  check(
    property(array(tuple(string(), string())), string(), (pairs, token) => {
      const query = new URLSearchParams([...pairs, ['token', token]]).toString();
      expect(queryToken(withoutToken(`/?${query}`))).toBeNull();
    }),
  );
});
