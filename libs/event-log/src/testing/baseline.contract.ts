import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { turns } from './events';
import type { LogUnderTest } from './log-under-test';
import { trimAll } from './trim';

const anyText = fc.string({ unit: fc.oneof(fc.constantFrom('\u0000', '\ud800', '"', 'ß', '\u2028'), fc.string()) });
const rows = fc.array(fc.tuple(anyText, anyText), { maxLength: 5 });
const changes = fc.array(fc.record({ set: rows, remove: fc.array(anyText, { maxLength: 3 }) }), { maxLength: 4 });

export function describeBaseline(subject: LogUnderTest): void {
  describe('baseline', () => {
    it('is empty as long as nothing was trimmed', () => {
      expect(subject.log.baseline()).toEqual({ version: 0, trimmedUpTo: 0, rows: new Map() });
    });

    it('is kept with the trim that made it, and changed row by row', async () => {
      await subject.log.append([...turns('a', 1, 3), ...turns('b', 1, 2)]);
      await trimAll(
        subject.log,
        ['a'],
        [
          ['calls', '1'],
          ['turns', '3'],
        ],
      );
      await trimAll(
        subject.log,
        ['b'],
        [
          ['calls', '2'],
          ['b', ''],
        ],
      );
      const rowsNow = new Map(Object.entries({ calls: '2', turns: '3', b: '' }));
      expect(subject.log.baseline()).toEqual({ version: 2, trimmedUpTo: 5, rows: rowsNow });
      expect((await subject.reopen()).baseline()).toEqual({ version: 2, trimmedUpTo: 5, rows: rowsNow });
    });

    it('can be changed though no call leaves', async () => {
      await trimAll(
        subject.log,
        [],
        [
          ['form', '1'],
          ['form', '2'],
        ],
      );
      expect(subject.log.baseline()).toEqual({ version: 1, trimmedUpTo: 0, rows: new Map([['form', '2']]) });
      await trimAll(subject.log, []);
      expect(subject.log.baseline().version).toBe(1);
    });

    it('is not changed by who worked it out from another one, and no call leaves then', async () => {
      await subject.log.append([...turns('a', 1, 3), ...turns('b', 1, 2)]);
      const request = { callIds: ['a'], asOf: 5, baseline: { version: 0, set: [['calls', '1']] as const } };
      await expect(subject.log.trim(request)).resolves.toMatchObject({ outcome: 'trimmed', version: 1 });
      // The same again, as after an answer that was lost; and another caller, who knew as little.
      for (const callIds of [['a'], ['b']]) {
        await expect(subject.log.trim({ ...request, callIds })).resolves.toEqual({ outcome: 'outdated', version: 1 });
      }
      expect(subject.log.readCall('b')).toHaveLength(2);
      expect(subject.log.baseline()).toEqual({ version: 1, trimmedUpTo: 3, rows: new Map([['calls', '1']]) });
    });

    it('comes back to the last character, whatever was set and removed', async () => {
      await fc.assert(
        fc.asyncProperty(changes, async (drawn) => {
          const expected = new Map(subject.log.baseline().rows);
          for (const { set, remove } of drawn) {
            const { version } = subject.log.baseline();
            await subject.log.trim({ callIds: [], asOf: 0, baseline: { version, set, remove } });
            for (const key of remove) expected.delete(key);
            for (const [key, text] of set) expected.set(key, text);
          }
          expect(subject.log.baseline().rows).toEqual(expected);
        }),
        RUNS,
      );
    });
  });
}
