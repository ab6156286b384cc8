import { requestIdFrom } from './request-id';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('requestIdFrom', () => {
  it.each(['a', 'job-7.retry_2', 'x'.repeat(128)])('keeps %j', (sent) => {
    expect(requestIdFrom(sent)).toBe(sent);
  });

  it.each([undefined, '', 'x'.repeat(129), 'a b', 'a\nb', 'ä', 'a/b', 'a, b', ['a']])(
    'makes its own for %j',
    (sent) => {
      expect(requestIdFrom(sent)).toMatch(UUID);
    },
  );

  it('never makes the same twice', () => {
    expect(requestIdFrom(undefined)).not.toBe(requestIdFrom(undefined));
  });
});
