import { formatAge } from './age';

it.each([
  [-5, '0 s'],
  [4_999, '4 s'],
  [60_000, '1 min'],
  [7_199_000, '1 h'],
  [86_400_000, '1 d'],
])('%d ms ago is %s', (ms, text) => {
  expect(formatAge(ms)).toBe(text);
});
