import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { within } from './within';

const untilEnded = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

it('ends work that takes too long, though garbage is collected meanwhile', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const ended = expect(within(100, new AbortController().signal, untilEnded)).rejects.toThrow('fell silent');
  for (let n = 0; n < 3; n += 1) {
    collectGarbage();
    await delay(10);
  }
  await ended;
});

it('ends work by the signal of the caller', async () => {
  const stop = new AbortController();
  const work = within(60_000, stop.signal, untilEnded);
  stop.abort(new Error('enough'));
  await expect(work).rejects.toThrow('enough');
});

it('gives what the work gives, and leaves no timer behind', async () => {
  jest.useFakeTimers();
  const work = within(60_000, new AbortController().signal, () => Promise.resolve(7));
  expect([await work, jest.getTimerCount()]).toEqual([7, 0]);
  jest.useRealTimers();
});
