import { dayBefore, isRecent } from './recent-days';

const NOW = Date.UTC(2026, 4, 13, 0, 0, 1);

it.each([
  ['2026/05/11', false],
  ['2026/05/12', true],
  ['2026/05/13', true],
  ['2026/05/14', true],
  ['2025/12/31', false],
])('may be written to just after midnight: %s, %s', (day, recent) => {
  expect(isRecent(day, NOW)).toBe(recent);
});

it.each([
  ['2026/05/13', '2026/05/12'],
  ['2026/03/01', '2026/02/28'],
  ['2026/01/01', '2025/12/31'],
  ['2026/13/41', ''],
])('the day before %s is %s', (day, before) => {
  expect(dayBefore(day)).toBe(before);
});
