import { CALL_EVENT_TYPES, type Custom, EVENT_SPECS } from '@callscope/call-events';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { aTurn, anEnd, appendOne, everything, idsOf, turns } from './events';
import type { LogUnderTest } from './log-under-test';

export function describeReading(subject: LogUnderTest): void {
  describe('reading', () => {
    it('reads in pages that miss and repeat nothing', async () => {
      const events = turns('call', 1, 23);
      await subject.log.append(events);
      const pages = [subject.log.read(0, 10)];
      while (pages.at(-1)!.length > 0) pages.push(subject.log.read(pages.at(-1)!.at(-1)!.position, 10));
      expect(pages.map((page) => page.length)).toEqual([10, 10, 3, 0]);
      expect(idsOf(pages.flat())).toEqual(idsOf(events));
    });

    it('reads nothing above the head', async () => {
      await subject.log.append(turns('call', 1, 3));
      expect(subject.log.read(subject.log.head, 10)).toEqual([]);
      expect(subject.log.readAt(subject.log.head + 1)).toBeNull();
    });

    it('knows the lowest position that is kept, and none while it is empty', async () => {
      expect(subject.log.tail).toBeNull();
      const [first] = await subject.log.append(turns('call', 1, 3));
      expect(subject.log.tail).toBe(first!.position);
      expect((await subject.reopen()).tail).toBe(first!.position);
    });

    it('reads the events of one call only, in order of position', async () => {
      await subject.log.append([aTurn('a', 1), aTurn('b', 1), aTurn('a', 2), anEnd('b'), anEnd('a')]);
      expect(idsOf(subject.log.readCall('a'))).toEqual(['a:turn:1', 'a:turn:2', 'a:ended']);
      expect(idsOf(subject.log.readCall('a', 0, 2))).toEqual(['a:turn:1', 'a:turn:2']);
      const [first] = subject.log.readCall('a', 0, 1);
      expect(idsOf(subject.log.readCall('a', first?.position, 1))).toEqual(['a:turn:2']);
      expect(subject.log.readCall('a', subject.log.head)).toEqual([]);
      expect(subject.log.readCall('c')).toEqual([]);
    });

    it('finds the first event of a type in a call', async () => {
      await subject.log.append([aTurn('b', 7), aTurn('a', 1), aTurn('a', 2), anEnd('b')]);
      const [first] = subject.log.readCall('a');
      expect(subject.log.firstPosition('a', 'turn.completed')).toBe(first!.position);
      expect(subject.log.firstPosition('a', 'call.ended')).toBeNull();
      expect(subject.log.firstPosition('c', 'call.ended')).toBeNull();
    });

    it('gives back every type of event as it was told, personal fields and all', async () => {
      const source = { framework: 'patter', adapter: 'native', sdk: 'py' };
      const told = CALL_EVENT_TYPES.map((type) => ({ ...EVENT_SPECS[type].example(), source }));
      const before = Date.now();
      await subject.log.append(told);
      const read = everything(await subject.reopen());
      expect(read.map(({ position: _position, recorded_at: _recordedAt, ...event }) => event)).toEqual(told);
      for (const { recorded_at: recordedAt } of read) {
        expect(recordedAt).toBeGreaterThanOrEqual(before);
        expect(recordedAt).toBeLessThanOrEqual(Date.now());
      }
    });

    it('leaves absent what was not told', async () => {
      const { position } = await appendOne(subject.log, anEnd('call'));
      expect(Object.keys(subject.log.readAt(position)!).sort()).toEqual(
        ['position', 'id', 'type', 'v', 'call_id', 'recorded_at', 'data'].sort(),
      );
    });

    it('gives back a report with its keys in the order they came', async () => {
      const report = { zeta: 1, alpha: { y: [1, { b: 2, a: 1 }], x: null }, metrics: { cost: { total: 0.1 }, b: '' } };
      const { position } = await appendOne(subject.log, anEnd('call', { reason: 'completed', report }));
      const { data } = (await subject.reopen()).readAt(position)!;
      expect(JSON.stringify('report' in data && data.report)).toBe(JSON.stringify(report));
    });

    it('gives back whatever a producer told in an event of its own', async () => {
      let number = 0;
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (told) => {
          const data = JSON.parse(JSON.stringify(told)) as Record<string, unknown>;
          number += 1;
          const note: Custom = { id: `note-${number}`, type: 'custom.note', v: 1, call_id: 'call', data };
          const { position } = await appendOne(subject.log, note);
          expect(JSON.stringify(subject.log.readAt(position)!.data)).toBe(JSON.stringify(data));
        }),
        RUNS,
      );
    });

    it('gives back any text and any report to the last character', async () => {
      let number = 0;
      const texts = fc.string({ unit: fc.oneof(fc.constantFrom('\u0000', '\ud800', '"', "'"), fc.string()) });
      await fc.assert(
        fc.asyncProperty(texts, fc.dictionary(fc.string(), fc.jsonValue()), async (text, report) => {
          number += 1;
          const told = JSON.parse(JSON.stringify([{ user_text: text }, { raw_reason: text, report }]));
          const outcomes = await subject.log.append([aTurn('call', number, told[0]), anEnd(`end-${number}`, told[1])]);
          const [turn, end] = outcomes.map(({ position }) => subject.log.readAt(position)!.data);
          expect(turn).toMatchObject(told[0]);
          expect(JSON.stringify(end)).toBe(JSON.stringify(told[1]));
        }),
        RUNS,
      );
    });

    it('keeps its name, its head and its events when it is reopened', async () => {
      await subject.log.append(turns('call', 1, 5));
      const { logId, head } = subject.log;
      const events = JSON.stringify(everything(subject.log));
      const log = await subject.reopen();
      expect([log.logId, log.head, JSON.stringify(everything(log))]).toEqual([logId, head, events]);
      expect(logId).toMatch(/^[0-9a-z]{8}$/);
    });
  });
}
