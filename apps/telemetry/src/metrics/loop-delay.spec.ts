import { setTimeout as delay } from 'node:timers/promises';
import { LoopDelay } from './loop-delay';

function holdUp(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('LoopDelay', () => {
  let loop: LoopDelay;
  beforeEach(() => {
    loop = new LoopDelay();
    loop.onApplicationBootstrap();
  });
  afterEach(() => {
    loop.onModuleDestroy();
  });

  it('measures how late the loop was, and begins anew when asked', async () => {
    await delay(100);
    holdUp(300);
    await delay(50);
    const delays = loop.take();
    expect(delays?.max).toBeGreaterThan(0.2);
    expect(delays?.p50).toBeLessThan(0.1);
    expect(loop.take()).toBeNull();
  });

  it('does not call one stall late, but a loop that is held up again and again, until it is free', async () => {
    await delay(50);
    holdUp(800);
    await delay(30);
    expect(loop.isLate).toBe(false);
    for (let n = 0; n < 8; n += 1) {
      holdUp(320);
      await delay(0);
    }
    expect(loop.isLate).toBe(true);
    await delay(1_300);
    expect(loop.isLate).toBe(false);
  });
});
