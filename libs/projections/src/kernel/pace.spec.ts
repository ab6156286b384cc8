import { setImmediate } from 'node:timers/promises';
import { Pace } from './pace';

describe('the pace of a lane', () => {
  let now: number;
  let pace: Pace;

  beforeEach(() => {
    now = 1_000;
    pace = new Pace(() => now);
    pace.waitMs(1);
  });

  /** Waits after a page with so many events, so many milliseconds after the one before. */
  function after(ms: number, events: number): number {
    now += ms;
    return pace.waitMs(events);
  }

  it.each<[string, number, number, number]>([
    ['one event now and then', 200, 1, 0],
    ['a burst after a while', 1_000, 400, 0],
    ['a thousand events a second', 10, 10, 0],
    ['two thousand a second', 10, 20, 50],
    ['ten thousand a second', 10, 100, 25],
    ['a hundred thousand a second', 4, 400, 2],
  ])('at %s', (_what, ms, events, wait) => {
    expect(after(ms, events)).toBe(wait);
  });

  it('is the same however long it waited before: as many events come in twice the time', () => {
    expect([after(5, 20), after(50, 200), after(50, 200)]).toEqual([50, 50, 50]);
  });

  it('is hurried by who waits', async () => {
    let isOver = false;
    const pause = pace.pause(60_000).then(() => {
      isOver = true;
    });
    await setImmediate();
    expect(isOver).toBe(false);
    pace.hurry();
    await pause;
    expect(isOver).toBe(true);
  });

  it('leaves a turn to others where it does not wait', async () => {
    const turns: string[] = [];
    const others = setImmediate().then(() => turns.push('others'));
    await pace.pause(0).then(() => turns.push('next page'));
    await others;
    expect(turns).toEqual(['others', 'next page']);
  });

  it('may be hurried when nobody waits', () => {
    expect(() => {
      pace.hurry();
    }).not.toThrow();
  });
});
