import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { lastValueFrom, takeWhile, toArray } from 'rxjs';
import type { EventLog } from '../event-log';
import { aTurn, everything, positionsOf, turns } from './events';
import type { LogUnderTest } from './log-under-test';
import { trimAll } from './trim';

/** More than two pages of any store we know. */
const LONG = 1_200;

const call = fc.integer({ min: 0, max: 5 });
const append = fc.record({
  what: fc.constant('append' as const),
  calls: fc.array(call, { minLength: 1, maxLength: 6 }),
});
const trim = fc.record({ what: fc.constant('trim' as const), calls: fc.array(call, { maxLength: 4 }) });
const story = fc.array(fc.oneof(append, trim), { maxLength: 12 });

/** What a log should hold, told in the simplest way. */
class Expected {
  kept: { readonly position: number; readonly call: string }[] = [];
  readonly trimmed = new Set<string>();
  trimmedUpTo = 0;

  constructor(public head: number) {}

  append(name: string): void {
    if (!this.trimmed.has(name)) this.kept.push({ position: ++this.head, call: name });
  }

  trim(names: readonly string[]): void {
    const leaving = this.kept.filter((event) => names.includes(event.call));
    for (const event of leaving) this.trimmed.add(event.call);
    this.kept = this.kept.filter((event) => !leaving.includes(event));
    this.trimmedUpTo = Math.max(this.trimmedUpTo, ...positionsOf(leaving));
  }
}

async function followed(log: EventLog, after: number, last: number): Promise<number[]> {
  const pages = log.follow(after).pipe(
    takeWhile((events) => !positionsOf(events).includes(last), true),
    toArray(),
  );
  return positionsOf((await lastValueFrom(pages)).flat());
}

export function describeReadingOverGaps(subject: LogUnderTest): void {
  describe('a log with gaps', () => {
    it('reads, pages and follows what is left, whatever was appended and trimmed', async () => {
      let round = 0;
      let number = 0;
      await fc.assert(
        fc.asyncProperty(story, fc.integer({ min: 1, max: 4 }), async (steps, size) => {
          const { log } = subject;
          const name = (drawn: number): string => `call-${round}-${drawn}`;
          round += 1;
          const [begin, before] = [log.head, log.trimmedUpTo];
          const expected = new Expected(begin);
          for (const { what, calls } of steps) {
            const names = calls.map(name);
            if (what === 'trim') {
              await trimAll(log, names);
              expected.trim(names);
            } else {
              await log.append(names.map((each) => aTurn(each, ++number)));
              for (const each of names) expected.append(each);
            }
          }
          const all = positionsOf(expected.kept);
          expect(log.head).toBe(expected.head);
          expect(log.trimmedUpTo).toBe(Math.max(before, expected.trimmedUpTo));
          for (let after = begin; after <= log.head; after++) {
            const above = all.filter((position) => position > after);
            expect(positionsOf(log.read(after, size))).toEqual(above.slice(0, size));
            expect(log.readAt(after + 1)?.position ?? null).toBe(above[0] === after + 1 ? after + 1 : null);
          }
          if (all.length > 0) expect(await followed(log, begin, all.at(-1)!)).toEqual(all);
        }),
        { numRuns: 40 },
      );
    });

    it('is followed over a run of gaps that is longer than a page, and on from there', async () => {
      const { log } = subject;
      await log.append(turns('first', 1, 3));
      await log.append(turns('long', 1, LONG));
      await log.append(turns('last', 1, 3));
      await trimAll(log, ['long']);
      expect(positionsOf(log.read(0, 4))).toEqual([1, 2, 3, LONG + 4]);
      const seen: number[] = [];
      log.follow(0).subscribe((events) => seen.push(...positionsOf(events)));
      const inTheMidst = followed(log, 600, LONG + 7);
      await log.append([aTurn('new', 1)]);
      expect(await inTheMidst).toEqual([4, 5, 6, 7].map((each) => LONG + each));
      expect(seen).toEqual([1, 2, 3, ...[4, 5, 6, 7].map((each) => LONG + each)]);
    });

    it('is followed live when nothing is left of its history', async () => {
      const { log } = subject;
      await log.append(turns('long', 1, LONG));
      await trimAll(log, ['long']);
      const seen: number[] = [];
      log.follow(0).subscribe((events) => seen.push(...positionsOf(events)));
      await nextTurn();
      await log.append([aTurn('new', 1)]);
      await log.append([aTurn('new', 2)]);
      expect(seen).toEqual([LONG + 1, LONG + 2]);
    });

    it('is followed to its end though it is trimmed meanwhile', async () => {
      const { log } = subject;
      for (let each = 0; each < 12; each++) await log.append(turns(`call-${each}`, 1, 200));
      const all = followed(log, 0, 2_401);
      for (let each = 0; each < 12; each++) await trimAll(log, [`call-${each}`]);
      await log.append([aTurn('new', 1)]);
      const seen = await all;
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
      expect(positionsOf(everything(log))).toEqual([2_401]);
    });
  });
}
