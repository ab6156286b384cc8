import { aTurn, appendOne } from './events';
import type { LogUnderTest } from './log-under-test';

/** What is stored may say less than what was told. */
export function describeMasked(subject: LogUnderTest): void {
  describe('an event that was masked', () => {
    const told = aTurn('call', 1, { user_text: 'my number is 5550142' });
    const masked = aTurn('call', 1, { user_text: 'my number is ***42' });

    it('is stored as it was masked, and known again by what was told', async () => {
      await subject.log.append([masked], [told]);
      expect(subject.log.readCall('call')).toMatchObject([{ data: { user_text: 'my number is ***42' } }]);
      for (const isReopened of [false, true]) {
        const log = isReopened ? await subject.reopen() : subject.log;
        await expect(log.append([masked], [told])).resolves.toMatchObject([{ outcome: 'duplicate' }]);
        await expect(appendOne(log, told)).resolves.toMatchObject({ outcome: 'duplicate' });
        const other = aTurn('call', 1, { user_text: 'my number is 9990142' });
        await expect(log.append([masked], [other])).resolves.toMatchObject([{ outcome: 'conflict' }]);
      }
    });
  });

  describe('an erasure that tells', () => {
    it('stores in one step how much was lost, and tells who follows', async () => {
      const { log } = subject;
      await log.append([aTurn('call', 1), aTurn('call', 2), aTurn('other', 1)]);
      const heads: number[] = [];
      const followed: string[] = [];
      log.heads.subscribe((head) => heads.push(head));
      log.follow(3).subscribe((events) => followed.push(...events.map(({ type }) => type)));
      await expect(log.erase('call', true)).resolves.toBe(2);
      expect(log.readCall('call').at(-1)).toMatchObject({
        id: 'callscope:call:erased',
        type: 'call.erased',
        position: 4,
        data: { events: 2, subject: expect.stringMatching(/^[0-9a-f]{32}$/) },
      });
      expect([heads, followed, log.head]).toEqual([[3, 4], ['call.erased'], 4]);
      await expect(appendOne(log, aTurn('other', 2))).resolves.toEqual({ outcome: 'accepted', position: 5 });
    });

    it('tells once, and of no call that nobody knows', async () => {
      await subject.log.append([aTurn('call', 1)]);
      await subject.log.erase('call', true);
      await expect(subject.log.erase('call', true)).resolves.toBe(0);
      await expect(subject.log.erase('nobody', true)).resolves.toBe(0);
      const log = await subject.reopen();
      expect(log.readCall('call').map(({ type }) => type)).toEqual(['turn.completed', 'call.erased']);
      expect([log.head, log.readCall('nobody')]).toEqual([2, []]);
    });
  });
}
