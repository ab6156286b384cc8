import type { CallErased } from '@callscope/call-events';
import { StorageUnavailableError } from '../errors';
import { anEnd, appendOne, aTurn, everything, idsOf, positionsOf, turns } from './events';
import type { LogUnderTest } from './log-under-test';
import { trimAll, TRIMMED } from './trim';

const ERASED: CallErased = {
  id: 'call:erased',
  type: 'call.erased',
  v: 1,
  call_id: 'call',
  data: { events: 1, subject: 'c0ffee' },
};

export function describeTrimming(subject: LogUnderTest): void {
  describe('trim', () => {
    beforeEach(async () => {
      await subject.log.append([aTurn('call', 1), aTurn('other', 1), aTurn('call', 2), anEnd('call')]);
      await subject.log.append([anEnd('other')]);
    });

    it('takes out whole calls and leaves all others as they are', async () => {
      const before = JSON.stringify(subject.log.readCall('other'));
      await expect(trimAll(subject.log, ['call'])).resolves.toEqual({ ...TRIMMED, events: 3, trimmedUpTo: 4 });
      expect(subject.log.readCall('call')).toEqual([]);
      expect(JSON.stringify(subject.log.readCall('other'))).toBe(before);
      expect(JSON.stringify(everything(subject.log))).toBe(before);
      expect([1, 2, 3].map((position) => subject.log.readAt(position)?.id)).toEqual([
        undefined,
        'other:turn:1',
        undefined,
      ]);
      expect(subject.log.firstPosition('call', 'turn.completed')).toBeNull();
    });

    it('tells what is left: head, tail, and how far it went, also when it is opened again', async () => {
      const state = (log = subject.log): unknown[] => [log.head, log.tail, log.trimmedUpTo];
      expect(state()).toEqual([5, 1, 0]);
      await trimAll(subject.log, ['call']);
      expect(state()).toEqual([5, 2, 4]);
      await trimAll(subject.log, ['other']);
      expect(state()).toEqual([5, null, 5]);
      expect(everything(subject.log)).toEqual([]);
      expect(state(await subject.reopen())).toEqual([5, null, 5]);
    });

    it('never uses a position again, also when all are gone', async () => {
      await trimAll(subject.log, ['call', 'other']);
      const log = await subject.reopen();
      expect(positionsOf(await log.append(turns('third', 1, 2)))).toEqual([6, 7]);
      expect([log.head, log.tail, positionsOf(everything(log))]).toEqual([7, 6, [6, 7]]);
    });

    it('answers every later event of the call as a duplicate that stands where trimming came to, and stores none', async () => {
      await trimAll(subject.log, ['call']);
      const told = [aTurn('call', 1), aTurn('call', 1, { user_text: 'other words' }), aTurn('call', 9), ERASED];
      for (let time = 0; time < 2; time++) {
        const log = time === 0 ? subject.log : await subject.reopen();
        const outcomes = await log.append(told);
        expect(outcomes).toEqual(told.map(() => ({ outcome: 'duplicate', position: 4 })));
        expect([log.head, log.readCall('call')]).toEqual([5, []]);
      }
      await trimAll(subject.log, ['other']);
      await expect(appendOne(subject.log, ERASED)).resolves.toEqual({ outcome: 'duplicate', position: 5 });
    });

    it('frees the ids of its events for other calls', async () => {
      await trimAll(subject.log, ['call']);
      const outcome = await appendOne(subject.log, { ...aTurn('call', 1), call_id: 'other' });
      expect(outcome).toEqual({ outcome: 'accepted', position: 6 });
    });

    it('trims what was erased, and nothing is left to erase', async () => {
      await appendOne(subject.log, aTurn('newest', 1));
      await subject.log.erase('newest');
      await trimAll(subject.log, ['newest']);
      await expect(subject.log.erase('newest')).resolves.toBe(0);
      await expect(appendOne(subject.log, aTurn('newest', 2))).resolves.toEqual({ outcome: 'duplicate', position: 6 });
      // Whatever number a call has inside of the log: the next one is not taken for the erased one.
      const log = await subject.reopen();
      await expect(appendOne(log, aTurn('next', 1))).resolves.toMatchObject({ outcome: 'accepted' });
      await expect((await subject.reopen()).append([aTurn('next', 2)])).resolves.toMatchObject([
        { outcome: 'accepted' },
      ]);
    });

    it('passes over calls that it does not know, has trimmed, or is told twice', async () => {
      await expect(trimAll(subject.log, ['nobody'])).resolves.toEqual({
        ...TRIMMED,
        calls: 0,
        events: 0,
        trimmedUpTo: 0,
        version: 0,
      });
      await trimAll(subject.log, ['call', 'call', 'nobody']);
      await expect(trimAll(subject.log, ['call'])).resolves.toEqual({
        ...TRIMMED,
        calls: 0,
        events: 0,
        trimmedUpTo: 4,
      });
      await expect(appendOne(subject.log, aTurn('nobody', 1))).resolves.toMatchObject({ outcome: 'accepted' });
    });

    it('does not take a call for known of which it holds nothing', async () => {
      await appendOne(subject.log, { ...aTurn('call', 1), call_id: 'third' });
      await expect(trimAll(subject.log, ['third'])).resolves.toMatchObject({ calls: 0, version: 0 });
      await expect(appendOne(subject.log, aTurn('third', 1))).resolves.toMatchObject({ outcome: 'accepted' });
    });

    it('takes out nothing when a call has events that the caller has not seen', async () => {
      const before = JSON.stringify(everything(subject.log));
      const request = { callIds: ['call', 'other'], asOf: 4, baseline: { version: 0, set: [['a', 'b']] as const } };
      await expect(subject.log.trim(request)).resolves.toEqual({ outcome: 'changed', callIds: ['other'] });
      expect(JSON.stringify(everything(subject.log))).toBe(before);
      expect(subject.log.baseline()).toEqual({ version: 0, trimmedUpTo: 0, rows: new Map() });
      await expect(subject.log.trim({ ...request, asOf: 5 })).resolves.toMatchObject({ outcome: 'trimmed', calls: 2 });
    });

    it('stands in line with appends: what is stored is never lost with it', async () => {
      const { log } = subject;
      const { head } = log;
      const appends = Promise.all(turns('call', 10, 30).map((event) => log.append([event])));
      const trim = await log.trim({ callIds: ['call'], asOf: head, baseline: { version: 0, set: [] } });
      const stored = (await appends).flat().filter(({ outcome }) => outcome === 'accepted');
      expect(log.readCall('call')).toHaveLength(trim.outcome === 'trimmed' ? 0 : 3 + stored.length);
    });

    it('is refused by a log that is closing', async () => {
      const { log } = subject;
      const closing = subject.close();
      await expect(trimAll(log, ['call'])).rejects.toThrow(StorageUnavailableError);
      await closing;
      expect(idsOf((await subject.reopen()).readCall('call'))).toHaveLength(3);
    });
  });
}
