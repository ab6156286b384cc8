import type { CallErased, CallEvent } from '@callscope/call-events';
import { anEnd, aTurn, appendOne, everything, turns } from './events';
import type { LogUnderTest } from './log-under-test';

const ERASED: CallErased = {
  id: 'call:erased',
  type: 'call.erased',
  v: 1,
  call_id: 'call',
  data: { events: 2, subject: 'c0ffee' },
};

export function describeErasing(subject: LogUnderTest): void {
  describe('erase', () => {
    beforeEach(async () => {
      await subject.log.append([aTurn('call', 1, { tts_characters: 7 }), anEnd('call', { reason: 'busy' })]);
      await subject.log.append([aTurn('other', 1), aTurn('call', 2)]);
    });

    it('takes out what tells of a person and leaves positions, ids and measures', async () => {
      const before = everything(subject.log);
      await expect(subject.log.erase('call')).resolves.toBe(2);
      const after = everything(subject.log);
      expect(after.map(({ id, position, recorded_at: at }) => [id, position, at])).toEqual(
        before.map(({ id, position, recorded_at: at }) => [id, position, at]),
      );
      expect(subject.log.readCall('call').map(({ data, erased }) => [data, erased])).toEqual([
        [{ turn: 1, outcome: 'completed', tts_characters: 7 }, true],
        [{ reason: 'busy' }, undefined],
        [{ turn: 2, outcome: 'completed' }, true],
      ]);
    });

    it('leaves other calls as they are', async () => {
      const before = subject.log.readCall('other');
      await subject.log.erase('call');
      expect(subject.log.readCall('other')).toEqual(before);
    });

    it('stays so when the log is opened again, and when it is asked again', async () => {
      await subject.log.erase('call');
      const after = JSON.stringify(everything(subject.log));
      const log = await subject.reopen();
      expect(JSON.stringify(everything(log))).toBe(after);
      await expect(log.erase('call')).resolves.toBe(0);
      expect(JSON.stringify(everything(log))).toBe(after);
    });

    it('answers every later event of the call as a duplicate, and stores none', async () => {
      const { head } = subject.log;
      await subject.log.erase('call');
      const told = [aTurn('call', 1), aTurn('call', 1, { user_text: 'other words' }), aTurn('call', 9)];
      for (let time = 0; time < 2; time++) {
        const log = time === 0 ? subject.log : await subject.reopen();
        const outcomes = await log.append(told);
        expect(outcomes).toEqual([
          { outcome: 'duplicate', position: 1 },
          { outcome: 'duplicate', position: 1 },
          { outcome: 'duplicate', position: expect.any(Number) },
        ]);
        expect(log.head).toBe(head);
      }
    });

    it('takes in what the service itself says of the call, and events of others', async () => {
      await subject.log.erase('call');
      await expect(appendOne(subject.log, ERASED)).resolves.toMatchObject({ outcome: 'accepted' });
      await expect(appendOne(subject.log, aTurn('other', 2))).resolves.toMatchObject({ outcome: 'accepted' });
      await expect(appendOne(subject.log, ERASED)).resolves.toMatchObject({ outcome: 'duplicate' });
    });

    it('takes any telling of what it knew before as a repeat, also from the service itself', async () => {
      const { position } = await appendOne(subject.log, ERASED);
      await subject.log.erase('call');
      const other: CallEvent = { ...ERASED, data: { events: 3, subject: 'c0ffee' } };
      await expect(appendOne(subject.log, other)).resolves.toEqual({ outcome: 'duplicate', position });
    });

    it('knows nothing of a call that was never told of', async () => {
      await expect(subject.log.erase('nobody')).resolves.toBe(0);
      await expect(appendOne(subject.log, aTurn('nobody', 1))).resolves.toMatchObject({ outcome: 'accepted' });
    });

    it('stands in line with appends', async () => {
      const { log } = subject;
      const appends = Promise.all(turns('call', 10, 30).map((event) => log.append([event])));
      await log.erase('call');
      await appends;
      expect(log.readCall('call').filter(({ data }) => 'user_text' in data)).toEqual([]);
    });
  });
}
