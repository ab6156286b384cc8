import { systemClock } from './clock';

const never = new AbortController().signal;

describe('systemClock', () => {
  it('tells the time of day', () => {
    expect(Math.abs(systemClock.nowMs() - Date.now())).toBeLessThan(1_000);
  });

  it('never comes back too early', async () => {
    const dueMs = systemClock.nowMs() + 15.5;
    await systemClock.waitUntil(dueMs, never);
    expect(systemClock.nowMs()).toBeGreaterThanOrEqual(dueMs);
  });

  it('comes back at once when stopped, even from a wait longer than a timer can take', async () => {
    const stop = new AbortController();
    const looksAtTheClock = jest.spyOn(systemClock, 'nowMs');
    const startMs = systemClock.nowMs();
    const waiting = systemClock.waitUntil(startMs + 1e11, stop.signal).then(() => 'back');
    const early = new Promise((resolve) => setTimeout(resolve, 30, 'waits'));
    expect(await Promise.race([waiting, early])).toBe('waits');
    stop.abort();
    expect(await waiting).toBe('back');
    expect(looksAtTheClock.mock.calls.length).toBeLessThan(5);
    expect(systemClock.nowMs() - startMs).toBeLessThan(5_000);
  });
});
