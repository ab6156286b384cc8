import { lastValueFrom, toArray } from 'rxjs';
import { StorageUnavailableError } from '../errors';
import { aTurn, everything, positionsOf, turns } from './events';
import type { LogUnderTest } from './log-under-test';

export function describeClosing(subject: LogUnderTest): void {
  describe('close', () => {
    it('ends a follower that has seen all there is', async () => {
      const { log } = subject;
      await log.append(turns('call', 1, 3));
      const pages = lastValueFrom(log.follow(0).pipe(toArray()));
      await log.append(turns('call', 4, 6));
      const all = positionsOf(everything(log));
      await subject.close();
      expect(positionsOf((await pages).flat())).toEqual(all);
    });

    it('ends a follower that is still reading history, without an error', async () => {
      const { log } = subject;
      await log.append(turns('call', 1, 1_200));
      const all = positionsOf(everything(log));
      const pages = lastValueFrom(log.follow(0).pipe(toArray()));
      await subject.close();
      const seen = positionsOf((await pages).flat());
      expect(seen).toEqual(all.slice(0, seen.length));
    });

    it('stores what waits before it closes', async () => {
      const { log } = subject;
      const appends = Array.from({ length: 20 }, (_, index) => log.append([aTurn('call', index)]));
      await subject.close();
      expect((await Promise.all(appends)).flat().map(({ outcome }) => outcome)).toEqual(appends.map(() => 'accepted'));
      expect(everything(await subject.reopen())).toHaveLength(20);
    });

    it('is harmless a second time, also while the first one runs', async () => {
      const { log } = subject;
      await log.append([aTurn('call', 1)]);
      await Promise.all([log.close(), log.close()]);
      await log.close();
      expect(everything(await subject.reopen())).toHaveLength(1);
    });

    it('refuses what comes later, and stores nothing of it', async () => {
      const { log } = subject;
      const closing = subject.close();
      await expect(log.append([aTurn('call', 1)])).rejects.toThrow(StorageUnavailableError);
      await closing;
      await expect(log.append([aTurn('call', 2)])).rejects.toMatchObject({ code: 'storage_unavailable' });
      expect((await subject.reopen()).head).toBe(0);
    });
  });
}
