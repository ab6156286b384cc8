import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { Lag } from './lag';

describe('Lag', () => {
  let lag: Lag;
  beforeEach(() => {
    lag = new Lag();
  });

  it('is none before anything was committed', () => {
    expect(lag.ms(5_000)).toBe(0);
  });

  it('grows from a commit until it is shown', () => {
    lag.grown(3, 1_000);
    expect([lag.ms(1_000), lag.ms(1_250)]).toEqual([0, 250]);
    lag.shown(2);
    expect(lag.ms(1_300)).toBe(300);
    lag.shown(3);
    expect(lag.ms(1_400)).toBe(0);
  });

  it('is that of the first commit that is not shown, however many follow', () => {
    lag.grown(1, 1_000);
    lag.grown(2, 1_100);
    lag.grown(3, 1_200);
    expect(lag.ms(1_500)).toBe(500);
  });

  it('is that of the newest commit when the first is shown', () => {
    lag.grown(1, 1_000);
    lag.grown(2, 1_100);
    lag.grown(3, 1_200);
    lag.shown(1);
    expect(lag.ms(1_500)).toBe(300);
    lag.shown(3);
    expect(lag.ms(1_500)).toBe(0);
  });

  it('begins anew with what is committed after everything was shown', () => {
    lag.grown(1, 1_000);
    lag.shown(1);
    lag.grown(2, 9_000);
    expect(lag.ms(9_010)).toBe(10);
  });

  it('is never longer than it is true, and some when anything is not shown', () => {
    const step = fc.record({ waits: fc.integer({ min: 1, max: 50 }), commits: fc.boolean(), shows: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const watched = new Lag();
        const committedAt: number[] = [];
        let shown = 0;
        let now = 0;
        for (const { waits, commits, shows } of steps) {
          now += waits;
          if (commits) watched.grown(committedAt.push(now), now);
          shown = Math.min(committedAt.length, shown + shows);
          watched.shown(shown);
          const oldest = committedAt[shown];
          const told = watched.ms(now + 1);
          if (oldest === undefined) expect(told).toBe(0);
          else expect(told > 0 && told <= now + 1 - oldest).toBe(true);
        }
      }),
      RUNS,
    );
  });
});
