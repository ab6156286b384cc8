import { backOffMs } from './back-off';

describe('backOffMs', () => {
  it('doubles up to a quarter of a minute', () => {
    const middle = (): number => 0.5;
    expect([0, 1, 2, 3, 4, 50].map((attempt) => backOffMs(attempt, middle))).toEqual([
      1000, 2000, 4000, 8000, 15_000, 15_000,
    ]);
  });

  it('spreads by a fifth to both sides', () => {
    expect(backOffMs(0, () => 0)).toBe(800);
    expect(backOffMs(0, () => 1)).toBe(1200);
  });
});
