import { isSafeId } from './safe-id';

describe('an id', () => {
  it.each(['a', ' ', 'CA-1:turn/7', '通話', '👋', "a'--", '<b>', 'a'.repeat(256), 'tab\there', '\u2028', '\x7f'])(
    'can be %j',
    (id) => {
      expect(isSafeId(id)).toBe(true);
    },
  );

  it.each([
    ['empty', ''],
    ['longer than 256', 'a'.repeat(257)],
    ['with a NUL', 'a\0b'],
    ['with a CR', 'a\rb'],
    ['with an LF', 'a\n'],
    ['with a high half alone', 'a\ud83d'],
    ['with a low half alone', '\ude00a'],
    ['with halves the wrong way round', '\ude00\ud83d'],
    ['a number', 5],
    ['null', null],
    ['a list with an id', ['a']],
  ])('cannot be %s', (_what, id) => {
    expect(isSafeId(id)).toBe(false);
  });
});
