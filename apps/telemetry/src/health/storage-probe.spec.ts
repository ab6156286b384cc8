import { MemoryEventLog } from '@callscope/event-log';
import { StorageProbe } from './storage-probe';

afterEach(() => {
  jest.useRealTimers();
});

it('finds that a log can store events, and that one that has ended cannot', async () => {
  const log = new MemoryEventLog();
  const probe = new StorageProbe(log);
  expect(await probe.refusal()).toBeNull();
  expect(log.head).toBe(0);
  await log.close();
  expect(await probe.refusal()).toMatchObject({ status: 503, code: 'storage_unavailable' });
});

it('asks a writer that is at something else once, tells what it said last, and gives it up in the end', async () => {
  jest.useFakeTimers();
  let asked = 0;
  const append = () => ((asked += 1), new Promise<never>(() => undefined));
  const probe = new StorageProbe({ append });
  const tellAfter = async (ms: number): Promise<unknown> => {
    const told = probe.refusal();
    await jest.advanceTimersByTimeAsync(ms);
    return told;
  };
  expect([await tellAfter(1_000), await tellAfter(1_000), asked]).toEqual([null, null, 1]);
  await tellAfter(30_000);
  expect([await tellAfter(1_000), asked]).toEqual([expect.objectContaining({ code: 'storage_unavailable' }), 1]);
});
