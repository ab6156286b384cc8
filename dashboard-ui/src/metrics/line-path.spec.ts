import { linePath, lonePath, type Point, stepPath } from './line-path';

const POINTS: Point[] = [[0, 5], [1, 6], null, [3, 7], null, null, [6, 8], [7, 9.25]];

it('joins neighbours and leaves gaps open', () => {
  expect(linePath(POINTS)).toBe('M0.0 5.0L1.0 6.0M6.0 8.0L7.0 9.3');
});

it('makes a dot of a point alone', () => {
  expect(lonePath(POINTS)).toBe('M3.0 7.0h0');
  expect(lonePath([[1, 2]])).toBe('M1.0 2.0h0');
  expect([linePath([[1, 2]]), linePath([null]), lonePath([null])]).toEqual(['', '', '']);
});

it('steps from level to level, and holds one alone for its slot', () => {
  expect(stepPath([[1, 5], [3, 5], [5, 2], null, [9, 4]], 2)).toBe('M0.0 5.0H2.0V5.0H4.0V2.0H6.0M8.0 4.0H10.0'); // prettier-ignore
});
