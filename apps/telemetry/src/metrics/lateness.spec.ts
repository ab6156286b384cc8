import { nextLateness, ON_TIME } from './lateness';

const after = (...meansMs: number[]): boolean => meansMs.reduce(nextLateness, ON_TIME).isLate;

describe('lateness', () => {
  it.each([
    [[], false],
    [[200, 200, 200], false],
    [[201], false],
    [[201, 201], true],
    [[60_000, 0], false],
    [[201, 0, 201], false],
    [[201, 201, 150], true],
    [[201, 201, 100], true],
    [[201, 201, 99], false],
    [[201, 201, 99, 201], false],
  ])('after windows with means of %j ms it is %p', (meansMs, late) => {
    expect(after(...meansMs)).toBe(late);
  });
});
