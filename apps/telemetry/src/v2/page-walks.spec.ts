import { PageWalks } from './page-walks';

let walks: PageWalks;
beforeEach(() => {
  walks = new PageWalks();
});

it.each([
  ['the beginning', 0, 100, true],
  ['what is above all that was trimmed', 101, 100, true],
  ['the highest trimmed position', 100, 100, true],
  ['any place while nothing was trimmed', 7, 0, true],
  ['a place below', 99, 100, false],
])('of %s: position %d with %d trimmed is gone on from: %p', (_what, after, trimmedUpTo, goesOn) => {
  expect(walks.goesOnFrom(after, trimmedUpTo)).toBe(goesOn);
});

it('goes on from where a page ended, again and again, until more is trimmed', () => {
  walks.endedAt(10, 100);
  walks.endedAt(20, 100);
  expect([10, 20, 10, 15].map((after) => walks.goesOnFrom(after, 100))).toEqual([true, true, true, false]);
  expect(walks.goesOnFrom(10, 101)).toBe(false);
  walks.endedAt(30, 101);
  expect([10, 30].map((after) => walks.goesOnFrom(after, 101))).toEqual([false, true]);
});

it('does not go on from the end of a page during which more was trimmed', () => {
  walks.endedAt(30, 101);
  walks.endedAt(10, 100);
  expect([10, 30].map((after) => walks.goesOnFrom(after, 101))).toEqual([false, true]);
});

it('remembers the newest thousand', () => {
  for (let end = 1; end <= 1_001; end += 1) walks.endedAt(end, 5_000);
  expect([1, 2, 1_001].map((after) => walks.goesOnFrom(after, 5_000))).toEqual([false, true, true]);
});
