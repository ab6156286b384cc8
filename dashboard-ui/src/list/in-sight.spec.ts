import fc from 'fast-check';
import { drawnRows, inSight } from './in-sight';

describe('the rows in sight', () => {
  it('of a hundred thousand are a few', () => {
    expect(inSight(2_000_000, 2_000_400, 40, 100_000)).toEqual({ first: 49_990, end: 50_020 });
    expect(inSight(-90, 310, 40, 100_000)).toEqual({ first: 0, end: 18 });
    expect(inSight(0, 400, 40, 3)).toEqual({ first: 0, end: 3 });
  });

  it('are drawn with those that hold the focus, each once and in order, never one that is not there', () => {
    expect(drawnRows({ first: 5, end: 8 }, [6, 2, 2, 99, -1], 20)).toEqual([2, 5, 6, 7]);
    const row = fc.integer({ min: -5, max: 300 });
    fc.assert(
      fc.property(row, row, fc.array(row), fc.nat(200), (top, bottom, kept, count) => {
        const drawn = drawnRows(inSight(top * 40, bottom * 40, 40, count), kept, count);
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
        expect(drawn.every((each) => each >= 0 && each < count)).toBe(true);
        const visible = Array.from({ length: count }, (_, each) => each).filter((each) => each >= top && each < bottom);
        expect(drawn).toEqual(
          expect.arrayContaining([...visible, ...kept.filter((each) => each >= 0 && each < count)]),
        );
      }),
    );
  });
});
